package org.callroster.values;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import org.callroster.error.Failure;

/** Times as written in answers: UTC, with milliseconds, {@code 2024-01-11T20:39:16.000Z} (contract section 3). */
public final class Times {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Of a time in a request, in characters; nine digits of a second and a zone need fewer. */
    private static final int MAX_LENGTH = 64;
    /** The end of the year 9999. */
    private static final double LAST_NUMERIC_DATE = 253_402_300_799.0;

    private Times() {
    }

    /** Parses an ISO 8601 time with its offset from a request. Empty if it is not one. */
    public static Optional<OffsetDateTime> read(String text) {
        try {
            return text.length() > MAX_LENGTH ? Optional.empty() : Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The value of a query parameter, in UTC. Throws 400 if it is not a time. */
    public static OffsetDateTime parameter(String field, String given) {
        OffsetDateTime time = read(given)
                .orElseThrow(() -> Failure.badField(field, "must be a time with its offset: 2027-01-31T12:00:00Z"));
        new Checks().that(time.getYear() >= 1 && time.getYear() <= 9999, field, "is out of range").orFail();
        return time.withOffsetSameInstant(ZoneOffset.UTC);
    }

    /** Null for null. */
    public static String text(Instant time) {
        return time == null ? null : FORMAT.format(time);
    }

    /**
     * Whether it is a JWT time (RFC 7519 §2) from 1970 to 9999. Libraries would turn a greater number into the greatest they
     * support.
     */
    public static boolean isNumericDate(Object value) {
        return value instanceof Number seconds && seconds.doubleValue() >= 0 && seconds.doubleValue() <= LAST_NUMERIC_DATE;
    }
}
