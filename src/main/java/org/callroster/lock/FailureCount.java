package org.callroster.lock;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/**
 * The failures of one user or unknown login with one kind of credential: when a lock starts and ends. Its methods are
 * called while its row is locked, with the database's time.
 */
@Entity
@Table(name = "login_failure")
@IdClass(FailureCount.Key.class)
class FailureCount {

    record Key(UUID tenantId, UUID userId, Credential credential) implements Serializable {
    }

    /** As one text: {@code <id>=<milliseconds since 1970>} for each, with spaces between. */
    static class Reservations implements AttributeConverter<Map<UUID, Instant>, String> {

        @Override
        public String convertToDatabaseColumn(Map<UUID, Instant> reserved) {
            return reserved.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue().toEpochMilli())
                    .collect(Collectors.joining(" "));
        }

        @Override
        public Map<UUID, Instant> convertToEntityAttribute(String text) {
            return Stream.of(text.split(" ")).filter(each -> !each.isEmpty()).map(each -> each.split("="))
                    .collect(Collectors.toMap(each -> UUID.fromString(each[0]),
                            each -> Instant.ofEpochMilli(Long.parseLong(each[1]))));
        }
    }

    /** An attempt of which nothing was heard since. */
    private static final Duration RESERVATION = Duration.ofSeconds(30);

    @Id
    UUID tenantId;
    @Id
    UUID userId;
    @Id
    @Enumerated(EnumType.STRING)
    Credential credential;
    boolean unknownLogin;
    int failures;
    int failuresWhileLocked;
    Instant lastFailureAt;
    String lastAddress;
    Instant lastAttemptAt;
    /** Null if failures have not locked; may be in the past. */
    Instant lockedUntil;
    /** Attempts that are being compared, by their ids, and when each began. */
    @Convert(converter = Reservations.class)
    Map<UUID, Instant> reservations = new HashMap<>();

    boolean isLocked(Instant now) {
        return lockedUntil != null && lockedUntil.isAfter(now);
    }

    /**
     * Counts a failure. While a lock holds, failures do not count, so that it ends on time; then the count starts over. True if
     * this failure locks.
     */
    boolean failed(Instant now, LockRule rule, String address) {
        if (isLocked(now)) {
            failuresWhileLocked++;
            return false;
        }
        failures = counted(now, rule) + 1;
        lastFailureAt = now;
        lastAddress = address;
        lockedUntil = rule.isReached(failures) ? rule.endOfLock(now) : null;
        return lockedUntil != null;
    }

    /** Reserves one of the attempts that are left. Others may be reserved and not yet decided. */
    Reservation.State reserve(Instant now, LockRule rule, UUID attempt) {
        reservations.values().removeIf(began -> !began.isAfter(now.minus(RESERVATION)));
        if (isLocked(now)) {
            return Reservation.State.LOCKED;
        }
        failures = counted(now, rule);
        lockedUntil = null;
        if (rule.isReached(failures + reservations.size()) || isTooSoon(now, rule)) {
            return Reservation.State.WAIT;
        }
        reservations.put(attempt, now);
        lastAttemptAt = now;
        return Reservation.State.GRANTED;
    }

    void giveBack(UUID attempt) {
        reservations.remove(attempt);
    }

    /** The credential was right: the count starts over. False if the reservation has expired, or others have locked since. */
    boolean succeeded(Instant now, UUID attempt) {
        if (isLocked(now) || !reservations.containsKey(attempt)) {
            return false;
        }
        giveBack(attempt);
        failures = 0;
        lockedUntil = null;
        return true;
    }

    /** Failures that still count: none after a lock, and none that are too old. */
    private int counted(Instant now, LockRule rule) {
        boolean isOver = lockedUntil != null || !lastFailureAt.isAfter(now.minus(rule.reset()));
        return isOver ? 0 : failures;
    }

    private boolean isTooSoon(Instant now, LockRule rule) {
        return !rule.interval().isZero() && lastAttemptAt != null && lastAttemptAt.isAfter(now.minus(rule.interval()));
    }
}
