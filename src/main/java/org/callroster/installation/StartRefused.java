package org.callroster.installation;

/** The start can't continue. The message tells the operator why. */
public class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StartRefused(String reason) {
        super("Callroster can't start: " + reason, null, false, false);
    }
}
