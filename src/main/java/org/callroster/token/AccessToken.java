package org.callroster.token;

import java.time.Instant;
import java.util.UUID;

/**
 * The content of a verified token (contract section 2): its user, and the key, secret and credential version it was made with.
 *
 * @param id the claim {@code jti}
 */
public record AccessToken(String tenant, UUID userId, String loginId, int credentialVersion, UUID secretId, UUID id, String kid,
        Instant issuedAt, Instant expiresAt) implements VerifiedToken {

    /** The id of the API secret. */
    @Override
    public String credential() {
        return secretId.toString();
    }
}
