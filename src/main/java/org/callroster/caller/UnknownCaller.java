package org.callroster.caller;

/** The user of a token is gone, or his token is not honoured any more. */
class UnknownCaller extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownCaller() {
        super("the token's user is gone", null, false, false);
    }
}
