package org.callroster.names;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

public class NameTaken extends Failure {

    private static final long serialVersionUID = 1;

    /** @param what the kind of thing: team or skill */
    NameTaken(String what) {
        super(ErrorCode.CONFLICT, "there is a " + what + " of that name already");
    }
}
