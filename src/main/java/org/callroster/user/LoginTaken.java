package org.callroster.user;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

public class LoginTaken extends Failure {

    private static final long serialVersionUID = 1;

    public LoginTaken() {
        this("loginId is taken");
    }

    private LoginTaken(String description) {
        super(ErrorCode.CONFLICT, description);
    }

    /** By a user who gave it up. */
    static LoginTaken lately() {
        return new LoginTaken("loginId was another user's within the last 24 hours");
    }
}
