package org.callroster.token;

/** A bearer token of nobody who is trusted here, or one that is not valid, or not any more. Says nothing about why. */
public class InvalidToken extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidToken() {
        super("the access token is not valid", null, false, false);
    }
}
