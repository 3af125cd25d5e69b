package org.callroster.directory;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

public class UserNotFound extends Failure {

    private static final long serialVersionUID = 1;

    UserNotFound() {
        super(ErrorCode.NOT_FOUND, "user not found");
    }
}
