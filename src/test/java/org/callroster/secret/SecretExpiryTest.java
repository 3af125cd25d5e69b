package org.callroster.secret;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.token.Jws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.callroster.secret.SecretCalls.UNTIL_IT_BITES_MILLIS;
import static org.callroster.secret.SecretCalls.expireOldest;
import static org.callroster.secret.SecretCalls.list;
import static org.callroster.secret.SecretCalls.made;
import static org.callroster.secret.SecretCalls.make;
import static org.callroster.secret.SecretCalls.requestToken;
import static org.callroster.secret.SecretCalls.token;
import static org.callroster.secret.SecretCalls.use;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** A secret may have an end, and no token outlives it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SecretExpiryTest {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private String login;

    @BeforeEach
    void aUser() {
        login = Users.created();
    }

    @ParameterizedTest
    @CsvSource({ "2999-01-31T12:00:00Z, 2999-01-31T12:00:00.000Z", "2999-01-31T12:00:00+05:30, 2999-01-31T06:30:00.000Z",
            "2999-01-31T12:00:00.9999999Z, 2999-01-31T12:00:00.999Z", "2999-01-31T12:00-00:30, 2999-01-31T12:30:00.000Z",
            "9999-12-31T23:59:59Z, 9999-12-31T23:59:59.000Z" })
    void anExpiryIsToldInUtc(String sent, String told) {
        Response answer = make(login, Map.of("expires_at", sent));
        answer.then().statusCode(200).body(is("{\"client_id\":\"" + login + "\",\"client_secret\":\""
                + answer.path("client_secret") + "\",\"expires_at\":\"" + told + "\"}"));
        list(login).then().body("[0].expires_at", is(told));
        requestToken(login, answer.path("client_secret")).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tomorrow", "2999-01-31", "2999-01-31T12:00:00", "2999-02-30T12:00:00Z", "12:00:00Z",
            "2999-01-31 12:00:00Z", "2999-01-31T12:00:00Z[Europe/Berlin]", "2999-01-31T12:00:00 Z", " 2999-01-31T12:00:00Z",
            "2999-01-31T12:00:00+25:00", "99999-01-31T12:00:00Z", "32503680000", "2999-01-31T12:00:00Z\\u0000", "infinity" })
    void whatIsNoTimeWithAnOffsetIsRefused(String sent) {
        assertRefused(sent, "must be a time with its offset: 2027-01-31T12:00:00Z");
    }

    @Test
    void anEmptyTimeIsNone() {
        make(login, Map.of("expires_at", "")).then().statusCode(200).body("expires_at", is((Object) null));
        list(login).then().body("[0].expires_at", is((Object) null));
    }

    @ParameterizedTest
    @ValueSource(strings = { "2001-01-31T12:00:00Z", "1969-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "-4800-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00+18:00" })
    void whatHasPassedIsRefused(String sent) {
        assertRefused(sent, "has passed");
    }

    @Test
    void thisVerySecondHasPassed() {
        assertRefused(Instant.now().toString(), "has passed");
    }

    /** Four digits are all a time of RFC 3339 has for the year; some way beyond, the database has no more room either. */
    @ParameterizedTest
    @ValueSource(strings = { "9999-12-31T23:59:59-00:01", "+10000-01-01T00:00:00Z", "+294277-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59-18:00" })
    void aYearOfMoreThanFourDigitsIsRefused(String sent) {
        assertRefused(sent, "must be before the year 10000");
    }

    private void assertRefused(String sent, String message) {
        make(login, "{\"expires_at\":\"" + sent + "\"}").then().statusCode(400)
                .body(is("{\"error\":\"bad_request\",\"error_description\":\"expires_at " + message
                        + "\",\"violations\":[{\"field\":\"expires_at\",\"message\":\"" + message + "\"}]}"));
        list(login).then().body(is("[]"));
    }

    @Test
    void aTokenLivesNoLongerThanItsSecret() {
        Instant end = Instant.now().plus(LIFE);
        Response answer = requestToken(login, madeUntil(end));
        Number exp = (Number) Jws.of(answer.path("access_token")).claims().get("exp");
        assertEquals(end.getEpochSecond(), exp.longValue());
        long remaining = Long.parseLong(answer.path("expires_in"));
        assertThat(remaining, allOf(greaterThan(LIFE.toSeconds() - 60), lessThanOrEqualTo(LIFE.toSeconds())));
    }

    @Test
    void aSecretThatOutlivesTheTokenShortensNothing() {
        Response answer = requestToken(login, madeUntil(Instant.now().plus(2, ChronoUnit.HOURS)));
        assertThat(Long.parseLong(answer.path("expires_in")), allOf(greaterThan(3590L), lessThanOrEqualTo(3600L)));
    }

    @Test
    void theExpiredSecretAndItsTokensAreDead() throws InterruptedException {
        String secret = made(login);
        String living = made(login);
        String dying = token(login, secret);
        assertEquals(403, use(dying));
        expireOldest(login);
        requestToken(login, secret).then().statusCode(401).body("error", is("invalid_client"));
        SteppedTicker.passASecond();
        assertEquals(401, use(dying));
        assertEquals(403, use(token(login, living)));
    }

    @Test
    void aSecretOfAFewSecondsDiesByItself() throws InterruptedException {
        long life = 4000;
        String secret = madeUntil(Instant.now().plusMillis(life));
        String token = token(login, secret);
        Thread.sleep(life + UNTIL_IT_BITES_MILLIS);
        assertEquals(401, use(token));
        requestToken(login, secret).then().statusCode(401);
        list(login).then().body("size()", is(1));
    }

    private String madeUntil(Instant end) {
        return make(login, Map.of("expires_at", end.toString())).then().statusCode(200).extract().path("client_secret");
    }
}
