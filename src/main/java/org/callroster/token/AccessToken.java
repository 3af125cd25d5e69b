package org.callroster.token;

import java.time.Instant;
import java.util.UUID;

/**
 * What a verified token says (contract section 2): whose it is, and with which key, secret and credential version it was made.
 *
 * @param id the claim {@code jti}
 */
public record AccessToken(String tenant, UUID userId, String loginId, int credentialVersion, UUID secretId, UUID id, String kid,
        Instant issuedAt, Instant expiresAt) {
}
