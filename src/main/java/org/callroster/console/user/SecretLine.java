package org.callroster.console.user;

import java.time.Duration;
import java.time.Instant;

import org.callroster.secret.SecretView;

/**
 * An API secret in a list. Times are as in the API, null for never.
 *
 * @param isInUse whether it was used within the last hour
 */
public record SecretLine(String id, String createdAt, String lastUsedAt, String expiresAt, boolean isExpired, boolean isInUse) {

    private static final Duration RECENT = Duration.ofHours(1);

    static SecretLine of(SecretView secret, Instant now) {
        return new SecretLine(secret.id().toString(), secret.createdAt(), secret.lastUsedAt(), secret.expiresAt(),
                secret.expiresAt() != null && !Instant.parse(secret.expiresAt()).isAfter(now),
                secret.lastUsedAt() != null && Instant.parse(secret.lastUsedAt()).isAfter(now.minus(RECENT)));
    }
}
