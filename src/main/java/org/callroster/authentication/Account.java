package org.callroster.authentication;

import java.util.UUID;

import org.callroster.access.AccountFacts;
import org.callroster.tenant.Tenant;

/**
 * The account behind a login id, or an unknown login, read in one round trip.
 *
 * @param tenant {@link Tenant#UNKNOWN} if no tenant has that name
 * @param userId null for an unknown login
 * @param passwordHash null for none
 */
public record Account(Tenant tenant, UUID userId, String loginId, String passwordHash, int credentialVersion,
        AccountFacts facts) {

    boolean hasTenant() {
        return !tenant.equals(Tenant.UNKNOWN);
    }

    boolean isKnown() {
        return userId != null;
    }
}
