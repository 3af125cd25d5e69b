package org.callroster.error;

import java.time.Duration;

/** A refusal that says when to try again ({@code Retry-After}, RFC 9110 §10.2.3). */
public class RetryLater extends Failure {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    /** In a second. */
    public RetryLater(ErrorCode code, String description) {
        this(code, description, Duration.ofSeconds(1));
    }

    RetryLater(ErrorCode code, String description, Duration wait) {
        super(code, description);
        this.wait = wait;
    }

    @Override
    public boolean isTemporary() {
        return true;
    }

    /** Whole seconds, rounded up, so that a retry after this time is not too early. */
    long retryAfterSeconds() {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
