package org.callroster.upload;

import org.callroster.attribute.UserAttributes;
import org.callroster.error.Failure;
import org.callroster.tenant.LoginKey;
import org.callroster.values.Checks;

/**
 * A line of a file of users.
 *
 * @param number in the file, from 1
 * @param attributes null if the line can't be read
 * @param refusal why it can't be read or must not be done; null if it may be tried
 */
public record UserLine(long number, UserAttributes attributes, Failure refusal) {

    /** PostgreSQL takes no text with it. */
    private static final char NUL = 0;

    static UserLine of(long number, UserAttributes attributes) {
        return new UserLine(number, attributes, null);
    }

    static UserLine unreadable(long number, Failure refusal) {
        return new UserLine(number, null, refusal);
    }

    public UserLine refused(Failure why) {
        return new UserLine(number, attributes, why);
    }

    public boolean isRefused() {
        return refusal != null;
    }

    public String loginId() {
        return attributes == null ? null : attributes.loginId();
    }

    public boolean hasPassword() {
        return attributes != null && attributes.password() != null;
    }

    /** Null if there is no login id that can be compared. */
    public String loginKey() {
        return loginId() == null || Checks.isLonger(loginId(), Checks.LOGIN_ID_LENGTH) || loginId().indexOf(NUL) >= 0 ? null
                : LoginKey.of(loginId());
    }
}
