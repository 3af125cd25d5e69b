package org.callroster.policy;

import java.util.function.Function;

import org.callroster.values.Checks;

/** The numeric settings of a policy: their default, range, and the direction in which they get stricter. */
enum PolicyNumber {

    MAX_LOGIN_ATTEMPTS("maxLoginAttempts", PolicySettings::maxLoginAttempts, 6, 1, 100, Stricter.DOWN),
    RESET_ATTEMPT_COUNT_AFTER("resetAttemptCountAfterMinutes", PolicySettings::resetAttemptCountAfterMinutes, 30, 1, 1440,
            Stricter.UP),
    LOCKOUT_DURATION("lockoutDurationMinutes", PolicySettings::lockoutDurationMinutes, 30, 0, 10_080, Stricter.UP_TO_ENDLESS),
    MIN_ATTEMPT_INTERVAL("minAttemptIntervalSeconds", PolicySettings::minAttemptIntervalSeconds, 0, 0, 300, Stricter.UP),
    MIN_PASSWORD_LENGTH("minPasswordLength", PolicySettings::minPasswordLength, 12, 8, 64, Stricter.UP),
    PASSWORD_HISTORY("passwordHistory", PolicySettings::passwordHistory, 0, 0, 24, Stricter.UP),
    MAX_PASSWORD_AGE("maxPasswordAgeDays", PolicySettings::maxPasswordAgeDays, 0, 0, 3650, Stricter.DOWN_FROM_NEVER),
    DISABLE_INACTIVE_AFTER("disableInactiveAfterDays", PolicySettings::disableInactiveAfterDays, 0, 0, 3650,
            Stricter.DOWN_FROM_NEVER),
    SESSION_INACTIVITY("sessionInactivityMinutes", PolicySettings::sessionInactivityMinutes, 15, 1, 1440, Stricter.DOWN),
    AUDIT_RETENTION("auditRetentionDays", PolicySettings::auditRetentionDays, 400, 0, 3650, Stricter.UP_TO_ENDLESS);

    /** In {@code UP_TO_ENDLESS} and {@code DOWN_FROM_NEVER}, 0 means more than any number. */
    private enum Stricter {
        UP, UP_TO_ENDLESS, DOWN, DOWN_FROM_NEVER
    }

    private final String field;
    private final Function<PolicySettings, Integer> of;
    private final int byDefault;
    private final int least;
    private final int most;
    private final Stricter stricter;

    PolicyNumber(String field, Function<PolicySettings, Integer> of, int byDefault, int least, int most, Stricter stricter) {
        this.field = field;
        this.of = of;
        this.byDefault = byDefault;
        this.least = least;
        this.most = most;
        this.stricter = stricter;
    }

    int strictest(PolicySettings settings, PolicySettings floor) {
        int set = of.apply(settings) == null ? byDefault : of.apply(settings);
        Integer bound = of.apply(floor);
        return bound != null && isLooser(set, bound) ? bound : set;
    }

    void check(Checks checks, String prefix, PolicySettings wanted, PolicySettings floor) {
        Integer number = of.apply(wanted);
        Integer bound = of.apply(floor);
        if (number != null && (number < least || number > most)) {
            checks.that(false, prefix + field, "must be from " + least + " to " + most);
        } else if (number != null && bound != null && isLooser(number, bound)) {
            checks.that(false, prefix + field, "is looser than this installation allows: " + allowed(bound));
        }
    }

    PolicyLimit limit(PolicySettings floor) {
        Integer bound = of.apply(floor);
        return new PolicyLimit(field, least, most, bound == null ? null : allowed(bound));
    }

    private boolean isLooser(int number, int than) {
        return switch (stricter) {
            case UP -> number < than;
            case DOWN -> number > than;
            case UP_TO_ENDLESS -> zeroLast(number) < zeroLast(than);
            case DOWN_FROM_NEVER -> zeroLast(number) > zeroLast(than);
        };
    }

    private static int zeroLast(int number) {
        return number == 0 ? Integer.MAX_VALUE : number;
    }

    private String allowed(int bound) {
        return switch (stricter) {
            case UP -> "at least " + bound;
            case DOWN -> "at most " + bound;
            case UP_TO_ENDLESS -> bound == 0 ? "only 0" : "at least " + bound + ", or 0";
            case DOWN_FROM_NEVER -> "from 1 to " + bound;
        };
    }
}
