package org.callroster.tenant;

import org.callroster.values.Checks;

/**
 * The form in which login ids are compared (contract section 1): NFC and lower case, so that every spelling finds the same
 * user.
 */
public final class LoginKey {

    private static final String NO_LOGIN = "";

    private LoginKey() {
    }

    /**
     * Empty, which is not any user's key, if the text is longer than any login id: it is neither lower-cased nor normalized.
     */
    public static String of(String loginId) {
        return Checks.isLonger(loginId, Checks.LOGIN_ID_LENGTH) ? NO_LOGIN : Compared.of(loginId);
    }
}
