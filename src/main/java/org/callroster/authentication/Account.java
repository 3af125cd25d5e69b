package org.callroster.authentication;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.callroster.caller.Privilege;
import org.callroster.policy.SecurityPolicy;
import org.callroster.tenant.Tenant;

/**
 * The account behind a login id, or an unknown login, read in one round trip.
 *
 * @param tenant {@link Tenant#UNKNOWN} if no tenant has that name
 * @param userId null for an unknown login
 * @param passwordHash null for none
 * @param passwordSetAt when the password was set; if unknown, when the user was created
 * @param lastUsedAt the latest login, use of an API secret, or enabling by an administrator
 */
public record Account(Tenant tenant, boolean tenantEnabled, UUID userId, String loginId, boolean disabled, String passwordHash,
        boolean changePassword, Instant passwordSetAt, Instant lastUsedAt, int credentialVersion,
        Set<Privilege> privileges) {

    boolean hasTenant() {
        return !tenant.equals(Tenant.UNKNOWN);
    }

    boolean isKnown() {
        return userId != null;
    }

    public boolean mustChangePassword(SecurityPolicy policy, Instant now) {
        return changePassword || isOlder(passwordSetAt, policy.passwordMaxAge(), now);
    }

    public boolean isInactive(SecurityPolicy policy, Instant now) {
        return isOlder(lastUsedAt, policy.disableInactiveAfter(), now);
    }

    private static boolean isOlder(Instant time, Duration limit, Instant now) {
        return !limit.isZero() && time.isBefore(now.minus(limit));
    }
}
