package org.callroster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what others are about to do. */
public final class Eventually {

    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private Eventually() {
    }

    public static void holds(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so after " + limit.toSeconds() + " s");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
