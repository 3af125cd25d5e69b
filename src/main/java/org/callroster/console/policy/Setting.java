package org.callroster.console.policy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.callroster.policy.PolicySettings;

/** The settings of a policy, as the page groups and explains them. */
enum Setting {

    LOCKOUT_ENABLED("lockoutEnabled", PolicySettings::lockoutEnabled, "Too many wrong passwords lock a login",
            "Without it nothing is locked from now on; locks that exist stay.", ""),
    MAX_LOGIN_ATTEMPTS("maxLoginAttempts", PolicySettings::maxLoginAttempts, "Wrong passwords in a row until the lock",
            "API secrets are counted too, on their own.", "tries"),
    RESET_AFTER("resetAttemptCountAfterMinutes", PolicySettings::resetAttemptCountAfterMinutes,
            "A wrong password is forgotten after", "An older one no longer counts.", "minutes"),
    LOCKOUT_DURATION("lockoutDurationMinutes", PolicySettings::lockoutDurationMinutes, "A lock opens by itself after",
            "0: it holds until somebody unlocks it. Locks that exist keep their time.", "minutes"),
    LOCK_BY_SECRETS("lockBySecrets", PolicySettings::lockBySecrets, "Too many wrong API secrets lock scripts out",
            "Without it wrong secrets are counted, but lock nothing.", ""),
    ATTEMPT_INTERVAL("minAttemptIntervalSeconds", PolicySettings::minAttemptIntervalSeconds, "Wait between two tries",
            "A try that comes too soon is refused and not counted. 0: no wait.", "seconds"),
    MIN_LENGTH("minPasswordLength", PolicySettings::minPasswordLength, "A password has at least",
            "For every password that is set from now on.", "characters"),
    HISTORY("passwordHistory", PolicySettings::passwordHistory, "A new password differs from the last",
            "The current one counts as one. 0: from none; users can still never keep their current one.", "passwords"),
    MAX_AGE("maxPasswordAgeDays", PolicySettings::maxPasswordAgeDays, "A password must be changed after",
            "An older one can only be used to change it. 0: never.", "days"),
    INACTIVE_AFTER("disableInactiveAfterDays", PolicySettings::disableInactiveAfterDays, "An unused login is disabled after",
            "Its next login disables it. 0: never.", "days"),
    SESSION_INACTIVITY("sessionInactivityMinutes", PolicySettings::sessionInactivityMinutes, "A session ends unused after",
            "This console, the agent desktop and the wallboard.", "minutes"),
    AUDIT_RETENTION("auditRetentionDays", PolicySettings::auditRetentionDays, "Events are kept for",
            "Older ones are deleted within two hours. 0: they are kept for ever.", "days");

    private final String field;
    private final Function<PolicySettings, Object> value;
    private final String label;
    private final String hint;
    private final String unit;

    Setting(String field, Function<PolicySettings, Object> value, String label, String hint, String unit) {
        this.field = field;
        this.value = value;
        this.label = label;
        this.hint = hint;
        this.unit = unit;
    }

    static Stream<Setting> all() {
        return Stream.of(values());
    }

    /** Its name in the API. */
    String field() {
        return field;
    }

    String label() {
        return label;
    }

    String hint() {
        return hint;
    }

    /** Empty for a setting that is on or off. */
    String unit() {
        return unit;
    }

    boolean isFlag() {
        return unit.isEmpty();
    }

    /** As a form sends it: a number, or {@code true} or nothing. */
    String valueIn(PolicySettings policy) {
        Object set = value.apply(policy);
        return Boolean.FALSE.equals(set) ? "" : String.valueOf(set);
    }

    /** The groups of the page, in order. */
    enum Group {

        LOCKOUT("Lockout", LOCKOUT_ENABLED, MAX_LOGIN_ATTEMPTS, RESET_AFTER, LOCKOUT_DURATION, ATTEMPT_INTERVAL,
                LOCK_BY_SECRETS),
        PASSWORDS("Passwords and logins", MIN_LENGTH, HISTORY, MAX_AGE, INACTIVE_AFTER),
        SESSIONS("Sessions", SESSION_INACTIVITY),
        AUDIT("Audit", AUDIT_RETENTION);

        private final String title;
        private final List<Setting> settings;

        Group(String title, Setting... settings) {
            this.title = title;
            this.settings = List.of(settings);
        }

        String title() {
            return title;
        }

        List<Setting> settings() {
            return settings;
        }
    }
}
