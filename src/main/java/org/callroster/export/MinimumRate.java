package org.callroster.export;

import java.time.Duration;

/**
 * How long one client may keep its export waiting. Waiting uses up a credit, and each byte taken earns the time that a client
 * at the minimum rate would need for it. So a slower client is overdue sooner or later, and time spent on the database counts
 * for nothing.
 */
final class MinimumRate {

    private final long mostNanos;
    private final long nanosPerByte;
    private long creditNanos;
    private long sentAt;
    private boolean waiting;

    /** @param patience the credit at the start, and the most there can be */
    MinimumRate(Duration patience, int bytesPerSecond) {
        this.mostNanos = patience.toNanos();
        this.nanosPerByte = Duration.ofSeconds(1).toNanos() / bytesPerSecond;
        this.creditNanos = mostNanos;
    }

    /** The client is overdue if it has not taken these bytes when this time has passed. */
    Duration sent(int bytes, long nowNanos) {
        waiting = true;
        sentAt = nowNanos;
        creditNanos += bytes * nanosPerByte;
        return Duration.ofNanos(Math.min(mostNanos, creditNanos));
    }

    /** The client asks for more. */
    void taken(long nowNanos) {
        if (waiting) {
            creditNanos = Math.min(mostNanos, Math.max(0, creditNanos - (nowNanos - sentAt)));
            waiting = false;
        }
    }
}
