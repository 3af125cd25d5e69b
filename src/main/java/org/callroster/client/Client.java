package org.callroster.client;

import java.time.Instant;
import java.util.UUID;

import org.callroster.tenant.Tenant;

/**
 * A user authenticated by an API secret.
 *
 * @param secretExpiresAt null for never
 */
public record Client(Tenant tenant, UUID userId, String loginId, int credentialVersion, UUID secretId,
        Instant secretExpiresAt) {

    /** A token must not outlive the secret it was obtained with. */
    public Instant cut(Instant expiresAt) {
        return secretExpiresAt == null || secretExpiresAt.isAfter(expiresAt) ? expiresAt : secretExpiresAt;
    }
}
