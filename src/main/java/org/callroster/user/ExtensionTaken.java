package org.callroster.user;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

class ExtensionTaken extends Failure {

    private static final long serialVersionUID = 1;

    ExtensionTaken(String extension) {
        super(ErrorCode.CONFLICT, "extension " + extension + " is taken");
    }
}
