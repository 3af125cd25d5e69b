package org.callroster.lock;

import java.time.Duration;

import org.callroster.policy.SecurityPolicy;

/**
 * When failures lock.
 *
 * @param threshold the failure that locks, counted from 1; 0: none does
 * @param reset a failure older than this is forgotten
 * @param lockedFor how long; zero: until it is cleared by hand
 * @param interval how long to wait between two tries of a password; zero: not at all
 */
public record LockRule(int threshold, Duration reset, Duration lockedFor, Duration interval) {

    public static LockRule of(SecurityPolicy policy, Credential credential) {
        boolean locks = policy.lockoutEnabled() && (credential == Credential.PASSWORD || policy.lockBySecrets());
        return new LockRule(locks ? policy.lockoutThreshold() : 0, policy.attemptReset(), policy.lockoutDuration(),
                policy.attemptInterval());
    }

    /** The same, but nothing locks. */
    public LockRule harmless() {
        return new LockRule(0, reset, lockedFor, interval);
    }
}
