package org.callroster.authentication;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.callroster.caller.Privilege;
import org.callroster.policy.SecurityPolicy;
import org.callroster.tenant.Tenant;

/**
 * Who has a login id, if anybody, as he is read in one round trip.
 *
 * @param tenant {@link Tenant#UNKNOWN} if there is none of that name
 * @param userId null for a login that nobody has
 * @param passwordHash null for none
 * @param passwordSetAt when it was set, or the user was made
 * @param lastUsedAt the last time of a login, a use of an API secret, or an administrator letting him in
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
