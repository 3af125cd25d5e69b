package org.callroster.scim;

import org.callroster.error.ErrorCode;
import org.callroster.error.ScimFailure;

/** The body names an unknown role: a wrong value in SCIM, 404 in the original's dialect. */
public class RoleNotFound extends ScimFailure {

    private static final long serialVersionUID = 1;

    RoleNotFound(String detail) {
        super(ErrorCode.BAD_REQUEST, Type.INVALID_VALUE, detail);
    }
}
