package org.callroster.console.policy;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.callroster.console.Fields;
import org.callroster.policy.PolicySettings;
import org.callroster.values.Checks;

/**
 * The settings as they were typed, by their names in the API.
 *
 * @param etag of the policy that was seen
 */
record PolicyForm(Map<String, String> typed, String etag) {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final int LONGEST = 10;

    static PolicyForm of(Fields fields) {
        return new PolicyForm(Setting.all().collect(Collectors.toMap(Setting::field, setting -> value(setting, fields))),
                fields.text("etag"));
    }

    static PolicyForm of(PolicySettings policy, String etag) {
        return new PolicyForm(Setting.all().collect(Collectors.toMap(Setting::field, setting -> setting.valueIn(policy))),
                etag);
    }

    private static String value(Setting setting, Fields fields) {
        return setting.isFlag() ? fields.isSet(setting.field()) ? "true" : "" : fields.text(setting.field());
    }

    String value(Setting setting) {
        return typed.get(setting.field());
    }

    /** Throws 400, naming the fields that are not numbers. */
    PolicySettings settings() {
        Checks checks = new Checks();
        Setting.all().filter(setting -> !setting.isFlag())
                .forEach(setting -> checks.that(isNumber(value(setting)), setting.field(), "must be a whole number"));
        checks.orFail();
        return new PolicySettings(flag(Setting.LOCKOUT_ENABLED), number(Setting.MAX_LOGIN_ATTEMPTS),
                number(Setting.RESET_AFTER), number(Setting.LOCKOUT_DURATION), flag(Setting.LOCK_BY_SECRETS),
                number(Setting.ATTEMPT_INTERVAL), number(Setting.MIN_LENGTH), number(Setting.HISTORY),
                number(Setting.MAX_AGE), number(Setting.INACTIVE_AFTER), number(Setting.SESSION_INACTIVITY),
                number(Setting.AUDIT_RETENTION));
    }

    private static boolean isNumber(String text) {
        return text.length() <= LONGEST && NUMBER.matcher(text).matches();
    }

    private Boolean flag(Setting setting) {
        return !value(setting).isEmpty();
    }

    private Integer number(Setting setting) {
        return Integer.valueOf(value(setting));
    }
}
