package org.callroster.secret;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.callroster.values.Checks;
import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How long a secret shall live.
 *
 * @param expiresAt a time of ISO 8601 with its offset, {@code 2027-01-31T12:00:00Z}; absent: until it is ended
 */
record NewSecret(@JsonProperty("expires_at") String expiresAt) {

    /** Years of five digits are no ISO 8601 without an agreement; beyond a few more of them the database's times end. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    NewSecret {
        expiresAt = "".equals(expiresAt) ? null : expiresAt;
    }

    /** Null for never. Fails with 400 if it can't be read, has passed or is too far away. */
    Instant expiry() {
        Instant expiry = parsed();
        new Checks()
                .that(expiresAt == null || expiry != null, "expires_at", "must be a time with its offset: 2027-01-31T12:00:00Z")
                .that(expiry == null || expiry.isAfter(Instant.now()), "expires_at", "has passed")
                .that(expiry == null || !expiry.isAfter(END_OF_TIME), "expires_at", "must be before the year 10000")
                .orFail();
        return expiry;
    }

    /** To the millisecond, as it is told. */
    private Instant parsed() {
        return Optional.ofNullable(expiresAt).flatMap(Times::read)
                .map(time -> time.toInstant().truncatedTo(ChronoUnit.MILLIS)).orElse(null);
    }
}
