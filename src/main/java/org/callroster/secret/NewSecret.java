package org.callroster.secret;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

import org.callroster.wire.Checks;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How long a secret shall live.
 *
 * @param expiresAt a time of ISO 8601 with its offset, {@code 2027-01-31T12:00:00Z}; absent: until it is ended
 */
record NewSecret(@JsonProperty("expires_at") String expiresAt) {

    /** Null for never. Fails with 400 if it can't be read or has passed. */
    Instant expiry() {
        Instant expiry = parsed();
        new Checks()
                .that(expiresAt == null || expiry != null, "expires_at", "must be a time with its offset: 2027-01-31T12:00:00Z")
                .that(expiry == null || expiry.isAfter(Instant.now()), "expires_at", "has passed")
                .orFail();
        return expiry;
    }

    private Instant parsed() {
        try {
            return expiresAt == null ? null : OffsetDateTime.parse(expiresAt).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
