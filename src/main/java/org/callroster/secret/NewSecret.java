package org.callroster.secret;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.callroster.values.Checks;
import org.callroster.values.Texts;
import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of a request for a new secret: how long it lives.
 *
 * @param expiresAt an ISO 8601 time with its offset, {@code 2027-01-31T12:00:00Z}; absent: until the secret is ended
 */
record NewSecret(@JsonProperty("expires_at") String expiresAt) {

    /** ISO 8601 allows five-digit years only by agreement, and a few digits more exceed the database's range. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    NewSecret {
        expiresAt = Texts.nullIfEmpty(expiresAt);
    }

    /** Null for never. Fails with 400 if it can't be read, has passed or is too far in the future. */
    Instant expiry() {
        Instant expiry = parsed();
        new Checks()
                .that(expiresAt == null || expiry != null, "expires_at", "must be a time with its offset: 2027-01-31T12:00:00Z")
                .that(expiry == null || expiry.isAfter(Instant.now()), "expires_at", "has passed")
                .that(expiry == null || !expiry.isAfter(END_OF_TIME), "expires_at", "must be before the year 10000")
                .orFail();
        return expiry;
    }

    /** Truncated to milliseconds, as answers show it. */
    private Instant parsed() {
        return Optional.ofNullable(expiresAt).flatMap(Times::read)
                .map(time -> time.toInstant().truncatedTo(ChronoUnit.MILLIS)).orElse(null);
    }
}
