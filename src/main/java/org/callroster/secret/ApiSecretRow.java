package org.callroster.secret;

import java.time.Instant;
import java.util.UUID;

/** The metadata of an API secret. {@code lastUsedAt} and {@code expiresAt} are null for never. */
public record ApiSecretRow(UUID id, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {

    static ApiSecretRow of(ApiSecret secret) {
        return new ApiSecretRow(secret.id, secret.createdAt, secret.lastUsedAt, secret.expiresAt);
    }
}
