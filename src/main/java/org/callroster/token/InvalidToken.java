package org.callroster.token;

/** A bearer token of an untrusted issuer, or one that is invalid or no longer valid. Does not say why. */
public class InvalidToken extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidToken() {
        super("the access token is not valid", null, false, false);
    }
}
