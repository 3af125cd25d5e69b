package org.callroster.error;

import java.time.Duration;

/** 429: too many requests by this caller, or by others at the same address; try again later (RFC 6585 §4). */
public class TooManyRequests extends RetryLater {

    private static final long serialVersionUID = 1;

    public TooManyRequests(Duration wait) {
        super(ErrorCode.TOO_MANY_REQUESTS, "too many requests, try again later", wait);
    }
}
