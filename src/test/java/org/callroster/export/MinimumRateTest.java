package org.callroster.export;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MinimumRateTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PER_SECOND = 1000;

    private final MinimumRate pace = new MinimumRate(PATIENCE, PER_SECOND);
    private long now = -5_000_000_000L;

    @Test
    void clientThatTakesNothingHasThePatience() {
        assertEquals(PATIENCE, pace.sent(50 * PER_SECOND, now));
    }

    @Test
    void clientBelowTheMinimumUsesUpThePatience() {
        assertEquals(PATIENCE, pace.sent(10 * PER_SECOND, now));
        after(20).taken();
        assertEquals(Duration.ofSeconds(30), pace.sent(10 * PER_SECOND, now));
        after(30).taken();
        assertEquals(Duration.ofSeconds(10), pace.sent(10 * PER_SECOND, now));
    }

    @Test
    void clientAtHalfTheMinimumIsOverdueAfterTwiceThePatience() {
        for (int second = 0; second < 60; second++) {
            assertTrue(takesInTime(PER_SECOND / 2, 1), "after " + second + " s");
        }
        assertFalse(takesInTime(PER_SECOND / 2, 1));
    }

    @Test
    void clientAtTheMinimumIsNeverOverdue() {
        for (int batch = 0; batch < 1000; batch++) {
            assertTrue(takesInTime(20 * PER_SECOND, 20));
        }
    }

    @Test
    void fastClientMayPauseButSavesUpNoMoreThanThePatience() {
        for (int batch = 0; batch < 1000; batch++) {
            assertTrue(takesInTime(100 * PER_SECOND, 1));
        }
        assertTrue(takesInTime(0, 29));
        assertFalse(takesInTime(0, 2));
    }

    /** Between what was taken and what is sent next, the export waits for the database. */
    @Test
    void timeOfTheDatabaseDoesNotCount() {
        for (int batch = 0; batch < 1000; batch++) {
            assertTrue(takesInTime(PER_SECOND, 1));
            after(29);
        }
        assertEquals(PATIENCE, pace.sent(0, now));
    }

    @Test
    void firstDemandComesBeforeAnythingIsSent() {
        after(100).taken();
        assertEquals(PATIENCE, pace.sent(0, now));
    }

    private boolean takesInTime(int bytes, int seconds) {
        boolean inTime = pace.sent(bytes, now).compareTo(Duration.ofSeconds(seconds)) >= 0;
        after(seconds).taken();
        return inTime;
    }

    private MinimumRateTest after(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        return this;
    }

    private void taken() {
        pace.taken(now);
    }
}
