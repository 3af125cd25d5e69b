package org.callroster.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.callroster.lock.Reservation.State;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When a lock starts and ends, and which attempts are left, with given times. */
class FailureCountTest {

    private static final Instant NOON = Instant.parse("2027-01-31T12:00:00Z");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration ONE = Duration.ofMillis(1);
    private static final LockRule THREE = new LockRule(3, HALF_AN_HOUR, HALF_AN_HOUR, Duration.ZERO);
    private static final LockRule NEVER = new LockRule(0, HALF_AN_HOUR, HALF_AN_HOUR, Duration.ZERO);
    private static final LockRule UNTIL_CLEARED = new LockRule(3, HALF_AN_HOUR, Duration.ZERO, Duration.ZERO);
    private static final LockRule ONCE_A_MINUTE = new LockRule(3, HALF_AN_HOUR, HALF_AN_HOUR, Duration.ofMinutes(1));

    private final FailureCount count = atNoon();
    private Instant now = NOON;

    private static FailureCount atNoon() {
        FailureCount count = new FailureCount();
        count.lastFailureAt = NOON;
        return count;
    }

    @Test
    void theFailureThatReachesTheThresholdLocks() {
        assertFalse(fail(THREE));
        assertFalse(fail(THREE));
        assertFalse(count.isLocked(now));
        assertTrue(fail(THREE));
        assertTrue(count.isLocked(now));
    }

    @Test
    void theFirstFailureLocksIfTheThresholdIsOne() {
        assertTrue(fail(new LockRule(1, HALF_AN_HOUR, HALF_AN_HOUR, Duration.ZERO)));
    }

    @Test
    void aLockEndsAfterItsDuration() {
        lock(THREE);
        later(HALF_AN_HOUR.minus(ONE));
        assertTrue(count.isLocked(now));
        later(ONE);
        assertFalse(count.isLocked(now));
    }

    @Test
    void aLockWithoutADurationHoldsUntilItIsCleared() {
        lock(UNTIL_CLEARED);
        later(Duration.ofDays(36_500));
        assertTrue(count.isLocked(now));
    }

    @Test
    void failuresWhileLockedDoNotProlongTheLock() {
        lock(THREE);
        later(HALF_AN_HOUR.minus(ONE));
        assertFalse(fail(THREE));
        assertEquals(3, count.failures);
        later(ONE);
        assertFalse(count.isLocked(now));
    }

    /** Otherwise a failure that changes nothing would be answered sooner. */
    @Test
    void failuresWhileLockedAreCountedByThemselves() {
        lock(THREE);
        fail(THREE);
        fail(THREE);
        assertEquals(2, count.failuresWhileLocked);
    }

    @Test
    void afterALockTheCountStartsOver() {
        lock(THREE);
        later(HALF_AN_HOUR);
        assertFalse(fail(THREE));
        assertEquals(1, count.failures);
        assertFalse(fail(THREE));
        assertTrue(fail(THREE));
    }

    @Test
    void failuresThatAreTooOldDoNotCount() {
        fail(THREE);
        fail(THREE);
        later(HALF_AN_HOUR);
        assertFalse(fail(THREE));
        assertEquals(1, count.failures);
    }

    @Test
    void eachFailureKeepsTheOthersAlive() {
        fail(THREE);
        later(HALF_AN_HOUR.minus(ONE));
        fail(THREE);
        later(HALF_AN_HOUR.minus(ONE));
        assertTrue(fail(THREE));
    }

    @Test
    void withoutLockingFailuresAreOnlyCounted() {
        for (int i = 1; i <= 50; i++) {
            assertFalse(fail(NEVER));
            assertEquals(i, count.failures);
        }
    }

    @Test
    void theLastFailureLeavesItsTimeAndAddress() {
        later(HALF_AN_HOUR);
        count.failed(now, THREE, "192.0.2.7");
        assertEquals(NOON.plus(HALF_AN_HOUR), count.lastFailureAt);
        assertEquals("192.0.2.7", count.lastAddress);
    }

    @Test
    void noMoreAttemptsAreReservedThanAreLeft() {
        fail(THREE);
        assertEquals(State.GRANTED, reserve(THREE));
        assertEquals(State.GRANTED, reserve(THREE));
        assertEquals(State.WAIT, reserve(THREE));
    }

    @Test
    void anAttemptThatIsGivenBackIsLeft() {
        UUID attempt = UUID.randomUUID();
        reserve(THREE);
        reserve(THREE);
        count.reserve(now, THREE, attempt);
        count.giveBack(attempt);
        assertEquals(State.GRANTED, reserve(THREE));
    }

    @Test
    void anAttemptOfWhichNothingIsHeardIsLeftAfterHalfAMinute() {
        reserve(THREE);
        reserve(THREE);
        reserve(THREE);
        later(Duration.ofSeconds(30).minus(ONE));
        assertEquals(State.WAIT, reserve(THREE));
        later(ONE);
        assertEquals(State.GRANTED, reserve(THREE));
    }

    @Test
    void aLockedAccountHasNoAttempts() {
        lock(THREE);
        assertEquals(State.LOCKED, reserve(THREE));
        later(HALF_AN_HOUR);
        assertEquals(State.GRANTED, reserve(THREE));
        assertEquals(0, count.failures);
    }

    @Test
    void withoutLockingAnyNumberOfAttemptsIsReserved() {
        for (int i = 0; i < 50; i++) {
            assertEquals(State.GRANTED, reserve(NEVER));
        }
    }

    @Test
    void attemptsHaveAnInterval() {
        assertEquals(State.GRANTED, reserve(ONCE_A_MINUTE));
        later(Duration.ofMinutes(1).minus(ONE));
        assertEquals(State.WAIT, reserve(ONCE_A_MINUTE));
        later(ONE);
        assertEquals(State.GRANTED, reserve(ONCE_A_MINUTE));
    }

    /** A transaction that began later may have ended before. */
    @Test
    void withoutAnIntervalAnAttemptMayFollowALaterOne() {
        reserve(THREE);
        later(Duration.ofMillis(-5));
        assertEquals(State.GRANTED, reserve(THREE));
    }

    /** Or a client that asks again and again would never get in. */
    @Test
    void aRefusedAttemptDoesNotProlongTheInterval() {
        reserve(ONCE_A_MINUTE);
        later(Duration.ofSeconds(59));
        reserve(ONCE_A_MINUTE);
        later(Duration.ofSeconds(1));
        assertEquals(State.GRANTED, reserve(ONCE_A_MINUTE));
    }

    @Test
    void aSuccessStartsTheCountOver() {
        fail(THREE);
        fail(THREE);
        UUID attempt = UUID.randomUUID();
        count.reserve(now, THREE, attempt);
        assertTrue(count.succeeded(now, attempt));
        assertEquals(0, count.failures);
        assertFalse(fail(THREE));
    }

    @Test
    void aSuccessCountsOnce() {
        UUID attempt = UUID.randomUUID();
        count.reserve(now, THREE, attempt);
        assertTrue(count.succeeded(now, attempt));
        assertFalse(count.succeeded(now, attempt));
    }

    @Test
    void aSuccessThatWasNotReservedIsNone() {
        assertFalse(count.succeeded(now, UUID.randomUUID()));
    }

    @Test
    void aSuccessWhileOthersHaveLockedIsNone() {
        UUID attempt = UUID.randomUUID();
        count.reserve(now, THREE, attempt);
        lock(THREE);
        assertFalse(count.succeeded(now, attempt));
        assertTrue(count.isLocked(now));
    }

    @Test
    void reservationsAreStoredAsText() {
        FailureCount.Reservations text = new FailureCount.Reservations();
        Map<UUID, Instant> reserved = Map.of(UUID.randomUUID(), NOON, UUID.randomUUID(), NOON.plusMillis(17));
        assertEquals(reserved, text.convertToEntityAttribute(text.convertToDatabaseColumn(reserved)));
        assertEquals("", text.convertToDatabaseColumn(Map.of()));
        assertEquals(Map.of(), text.convertToEntityAttribute(""));
    }

    private boolean fail(LockRule rule) {
        return count.failed(now, rule, "192.0.2.1");
    }

    private void lock(LockRule rule) {
        while (!count.isLocked(now)) {
            fail(rule);
        }
    }

    private State reserve(LockRule rule) {
        return count.reserve(now, rule, UUID.randomUUID());
    }

    private void later(Duration time) {
        now = now.plus(time);
    }
}
