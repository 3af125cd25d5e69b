package org.callroster.client;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

/** The same answer for every failure to authenticate a client (contract section 2). */
public class InvalidClient extends Failure {

    private static final long serialVersionUID = 1;

    public InvalidClient(boolean byBasic) {
        super(ErrorCode.INVALID_CLIENT, "client authentication failed", byBasic ? "Basic realm=\"callroster\"" : null);
    }
}
