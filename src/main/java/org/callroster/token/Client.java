package org.callroster.token;

import java.util.UUID;

import org.callroster.tenant.Tenant;

/** A user who proved himself with an API secret. */
record Client(Tenant tenant, UUID userId, String loginId, int credentialVersion, UUID secretId) {
}
