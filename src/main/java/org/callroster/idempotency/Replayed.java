package org.callroster.idempotency;

import org.jboss.resteasy.reactive.RestResponse;

/** Ends the transaction of a repeated call, which changes nothing. */
final class Replayed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient RestResponse<?> answer;

    Replayed(RestResponse<?> answer) {
        super("replayed", null, false, false);
        this.answer = answer;
    }

    RestResponse<?> answer() {
        return answer;
    }
}
