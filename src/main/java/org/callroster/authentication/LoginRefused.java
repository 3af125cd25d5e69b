package org.callroster.authentication;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

/** Authentication failed: a wrong password or a locked account. It counts against the rate limits. */
class LoginRefused extends Failure {

    private static final long serialVersionUID = 1;

    private LoginRefused(ErrorCode code, String description) {
        super(code, description);
    }

    static LoginRefused wrong() {
        return new LoginRefused(ErrorCode.AUTHENTICATION_FAILED, "the domain, the username or the password is wrong");
    }

    static LoginRefused locked() {
        return new LoginRefused(ErrorCode.ACCOUNT_LOCKED, "the account is locked after too many wrong passwords");
    }
}
