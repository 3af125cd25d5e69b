package org.callroster.extension;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

public class ExtensionTaken extends Failure {

    private static final long serialVersionUID = 1;

    public ExtensionTaken(String extension) {
        super(ErrorCode.CONFLICT, "extension " + extension + " is taken");
    }
}
