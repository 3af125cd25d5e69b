package org.callroster.policy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.callroster.values.Checks;

/**
 * The settings of a security policy, with the names and units that clients use; null where not set. Holds a tenant's own
 * settings as they are stored, changed and shown, and the floor of this installation, which no tenant can loosen.
 */
public record PolicySettings(
        Boolean lockoutEnabled,
        Integer maxLoginAttempts,
        Integer resetAttemptCountAfterMinutes,
        Integer lockoutDurationMinutes,
        Boolean lockBySecrets,
        Integer minAttemptIntervalSeconds,
        Integer minPasswordLength,
        Integer passwordHistory,
        Integer maxPasswordAgeDays,
        Integer disableInactiveAfterDays,
        Integer sessionInactivityMinutes,
        Integer auditRetentionDays) {

    public static final PolicySettings NONE =
            new PolicySettings(null, null, null, null, null, null, null, null, null, null, null, null);

    static PolicySettings of(PolicyFloorConfig floor) {
        return new PolicySettings(floor.lockoutEnabled().orElse(null), orNull(floor.maxLoginAttempts()),
                orNull(floor.resetAttemptCountAfterMinutes()), orNull(floor.lockoutDurationMinutes()),
                floor.lockBySecrets().orElse(null), orNull(floor.minAttemptIntervalSeconds()),
                orNull(floor.minPasswordLength()), orNull(floor.passwordHistory()), orNull(floor.maxPasswordAgeDays()),
                orNull(floor.disableInactiveAfterDays()), orNull(floor.sessionInactivityMinutes()),
                orNull(floor.auditRetentionDays()));
    }

    /** All of a policy's settings. */
    public static PolicySettings of(SecurityPolicy policy) {
        return new PolicySettings(policy.lockoutEnabled(), policy.lockoutThreshold(), minutes(policy.attemptReset()),
                minutes(policy.lockoutDuration()), policy.lockBySecrets(), (int) policy.attemptInterval().toSeconds(),
                policy.passwordMinLength(), policy.passwordHistory(), (int) policy.passwordMaxAge().toDays(),
                (int) policy.disableInactiveAfter().toDays(), minutes(policy.sessionInactivity()),
                (int) policy.auditRetention().toDays());
    }

    /** The policy in force: these settings, the defaults where not set, and all at least as strict as the floor. */
    SecurityPolicy over(PolicySettings floor) {
        return new SecurityPolicy(strictest(lockoutEnabled, floor.lockoutEnabled),
                PolicyNumber.MAX_LOGIN_ATTEMPTS.strictest(this, floor),
                Duration.ofMinutes(PolicyNumber.RESET_ATTEMPT_COUNT_AFTER.strictest(this, floor)),
                Duration.ofMinutes(PolicyNumber.LOCKOUT_DURATION.strictest(this, floor)),
                strictest(lockBySecrets, floor.lockBySecrets),
                Duration.ofSeconds(PolicyNumber.MIN_ATTEMPT_INTERVAL.strictest(this, floor)),
                PolicyNumber.MIN_PASSWORD_LENGTH.strictest(this, floor),
                PolicyNumber.PASSWORD_HISTORY.strictest(this, floor),
                Duration.ofDays(PolicyNumber.MAX_PASSWORD_AGE.strictest(this, floor)),
                Duration.ofDays(PolicyNumber.DISABLE_INACTIVE_AFTER.strictest(this, floor)),
                Duration.ofMinutes(PolicyNumber.SESSION_INACTIVITY.strictest(this, floor)),
                Duration.ofDays(PolicyNumber.AUDIT_RETENTION.strictest(this, floor)));
    }

    /** Adds a violation for each setting that is out of range or looser than the floor. */
    Checks check(Checks checks, String prefix, PolicySettings floor) {
        checkFlag(checks, prefix + "lockoutEnabled", lockoutEnabled, floor.lockoutEnabled);
        checkFlag(checks, prefix + "lockBySecrets", lockBySecrets, floor.lockBySecrets);
        for (PolicyNumber number : PolicyNumber.values()) {
            number.check(checks, prefix, this, floor);
        }
        return checks;
    }

    /** Of these settings as a floor: what each setting may be. */
    List<PolicyLimit> limits() {
        return Stream.concat(Stream.of(limit("lockoutEnabled", lockoutEnabled), limit("lockBySecrets", lockBySecrets)),
                Stream.of(PolicyNumber.values()).map(number -> number.limit(this))).toList();
    }

    private static PolicyLimit limit(String field, Boolean floor) {
        return new PolicyLimit(field, 0, 1, Boolean.TRUE.equals(floor) ? "only true" : null);
    }

    private static void checkFlag(Checks checks, String field, Boolean wanted, Boolean floor) {
        checks.that(wanted == null || wanted || !Boolean.TRUE.equals(floor), field,
                "is looser than this installation allows: only true");
    }

    /** Both are on by default. */
    private static boolean strictest(Boolean set, Boolean floor) {
        return set == null || set || Boolean.TRUE.equals(floor);
    }

    private static Integer orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static int minutes(Duration time) {
        return (int) time.toMinutes();
    }
}
