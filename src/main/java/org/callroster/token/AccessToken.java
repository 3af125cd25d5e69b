package org.callroster.token;

import java.util.UUID;

/** What a verified token says (contract section 2): whose it is, and with which secret and credential version it was got. */
public record AccessToken(String tenant, UUID userId, int credentialVersion, UUID secretId) {
}
