package org.callroster.directory;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

/** A request refers to a team, role or skill that is not there. */
public class UnknownName extends Failure {

    private static final long serialVersionUID = 1;

    public UnknownName(String description) {
        super(ErrorCode.NOT_FOUND, description);
    }
}
