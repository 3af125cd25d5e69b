package org.callroster.error;

import java.time.Duration;

/** 429: too many requests by this caller, or by others at the same address; try again later (RFC 6585 §4). */
public class TooManyRequests extends Failure {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    public TooManyRequests(Duration wait) {
        super(ErrorCode.TOO_MANY_REQUESTS, "too many requests, try again later");
        this.wait = wait;
    }

    /** Whole seconds, rounded up, so that a retry after this time is not too early. */
    long retryAfterSeconds() {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
