package org.callroster.token;

/** A bearer token that this service did not issue, or that is not valid any more. Says nothing about why. */
public class NotOurToken extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotOurToken() {
        super("the access token is not valid", null, false, false);
    }
}
