package org.callroster.export;

import java.time.Duration;

/**
 * How long one client may keep its export waiting. Waiting uses up a time credit, and each byte taken earns the time it needs
 * at the minimum rate. So a slower client is overdue eventually, and time spent on the database does not count.
 */
final class MinimumRate {

    private final long mostNanos;
    private final long nanosPerByte;
    private long creditNanos;
    private long sentAt;
    private boolean waiting;

    /** @param patience the initial and maximum credit */
    MinimumRate(Duration patience, int bytesPerSecond) {
        this.mostNanos = patience.toNanos();
        this.nanosPerByte = Duration.ofSeconds(1).toNanos() / bytesPerSecond;
        this.creditNanos = mostNanos;
    }

    /** Returns how long the client may take for these bytes before it is overdue. */
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
