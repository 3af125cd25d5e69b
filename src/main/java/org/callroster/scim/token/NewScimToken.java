package org.callroster.scim.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.callroster.values.Checks;
import org.callroster.values.Texts;
import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of a request for a SCIM token.
 *
 * @param name tells the tokens of a user apart, for people
 * @param expiresAt an ISO 8601 time with its offset; absent: in a year, or at the end of the longest life
 * @param ignorePasswords whether passwords that come with this token are dropped
 */
record NewScimToken(String name, @JsonProperty("expires_at") String expiresAt, Boolean ignorePasswords) {

    private static final Duration YEAR = Duration.ofDays(365);

    NewScimToken {
        expiresAt = Texts.nullIfEmpty(expiresAt);
    }

    boolean ignoresPasswords() {
        return Boolean.TRUE.equals(ignorePasswords);
    }

    /** In milliseconds, as answers show it. Throws 400 if anything is wrong. */
    Instant expiry(Instant now, Duration longest) {
        Instant last = now.plus(longest);
        Instant expiry = expiresAt == null ? earlier(now.plus(YEAR), last) : Times.read(expiresAt).map(time -> time.toInstant())
                .orElse(null);
        new Checks().required("name", name).text("name", name)
                .that(expiry != null, "expires_at", "must be a time with its offset: 2027-01-31T12:00:00Z")
                .that(expiry == null || expiry.isAfter(now), "expires_at", "has passed")
                .that(expiry == null || !expiry.isAfter(last), "expires_at",
                        "must be within " + longest.toDays() + " days")
                .orFail();
        return expiry.truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
