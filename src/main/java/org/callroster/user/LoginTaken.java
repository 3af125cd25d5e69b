package org.callroster.user;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

public class LoginTaken extends Failure {

    private static final long serialVersionUID = 1;

    private final String reason;

    public LoginTaken() {
        this("is taken");
    }

    private LoginTaken(String reason) {
        super(ErrorCode.CONFLICT, "loginId " + reason);
        this.reason = reason;
    }

    /** By a user who gave it up. */
    static LoginTaken lately() {
        return new LoginTaken("was another user's within the last 24 hours");
    }

    /** The message without the field's name, which SCIM calls otherwise. */
    public String reason() {
        return reason;
    }
}
