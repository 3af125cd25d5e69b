package org.callroster.error;

import java.time.Duration;

/** 429: the caller, or somebody at the same address, asks too much, and may come back in a while (RFC 6585 §4). */
public class TooManyRequests extends Failure {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    public TooManyRequests(Duration wait) {
        super(ErrorCode.TOO_MANY_REQUESTS, "too many requests, try again later");
        this.wait = wait;
    }

    /** Whole seconds, rounded up: whoever waits that long does not come too early. */
    long retryAfterSeconds() {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
