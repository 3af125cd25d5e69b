package org.callroster.lock;

import java.time.Duration;
import java.time.Instant;

import org.callroster.policy.SecurityPolicy;

/**
 * When failed attempts lock an account.
 *
 * @param threshold number of failures that lock; 0: failures never lock
 * @param reset a failure older than this is forgotten
 * @param lockedFor how long a lock lasts; zero: until it is cleared by hand
 * @param interval minimum time between two password attempts; zero: none
 */
public record LockRule(int threshold, Duration reset, Duration lockedFor, Duration interval) {

    /** The end of a lock without end. PostgreSQL's infinity does not come back as it was written. */
    public static final Instant UNTIL_CLEARED = Instant.parse("9999-12-31T00:00:00Z");

    public static LockRule of(SecurityPolicy policy, Credential credential) {
        boolean locks = policy.lockoutEnabled() && (credential == Credential.PASSWORD || policy.lockBySecrets());
        return new LockRule(locks ? policy.lockoutThreshold() : 0, policy.attemptReset(), policy.lockoutDuration(),
                policy.attemptInterval());
    }

    /** Whether so many failures lock. */
    boolean isReached(int failures) {
        return threshold > 0 && failures >= threshold;
    }

    Instant endOfLock(Instant now) {
        return lockedFor.isZero() ? UNTIL_CLEARED : now.plus(lockedFor);
    }

    /** The same rule, but failures never lock. */
    public LockRule harmless() {
        return new LockRule(0, reset, lockedFor, interval);
    }
}
