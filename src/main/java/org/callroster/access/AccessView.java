package org.callroster.access;

import java.time.Instant;

import org.callroster.policy.SecurityPolicy;
import org.callroster.values.Times;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Whether a user can log in, keys in the order of the contract; what does not apply is left out.
 *
 * @param since when the reason began, if that is known
 * @param until when a lock ends by itself
 * @param failures the failures that locked
 * @param ipAddress of the last failure
 */
@RegisterForReflection
public record AccessView(boolean can, Refusal why, String since, String until, Integer failures, String ipAddress,
        boolean secretsLocked) {

    /** A lock of the password; null if there is none. */
    record Lock(Instant since, Instant until, int failures, String ipAddress) {
    }

    static AccessView of(AccountFacts facts, Lock lock, boolean secretsLocked, SecurityPolicy policy, Instant now) {
        Refusal why = facts.refusal(lock != null, policy, now).orElse(null);
        return why == Refusal.LOCKED
                ? new AccessView(false, why, Times.text(lock.since), Times.text(lock.until), lock.failures, lock.ipAddress,
                        secretsLocked)
                : new AccessView(why == null, why, Times.text(since(why, facts, policy)), null, null, null, secretsLocked);
    }

    private static Instant since(Refusal why, AccountFacts facts, SecurityPolicy policy) {
        return why == Refusal.INACTIVE ? facts.lastUsedAt().plus(policy.disableInactiveAfter())
                : why == Refusal.PASSWORD_EXPIRED ? facts.passwordSetAt().plus(policy.passwordMaxAge()) : null;
    }
}
