package org.callroster.ops;

/** The start can't go on; says why in the operator's words. */
class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    StartRefused(String reason) {
        super("Callroster can't start: " + reason, null, false, false);
    }
}
