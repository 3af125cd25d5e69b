package org.callroster.http;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OriginsTest {

    private static final Origins LISTED =
            Origins.of(List.of("https://app.example", " http://localhost:3000", "/https://[a-z]{1,9}[.]app[.]example/"),
                    Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = { "https://app.example", "http://localhost:3000", "https://east.app.example" })
    void whatIsListedIsAllowed(String origin) {
        assertTrue(LISTED.allow(origin));
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://app.example", "https://app.example:8443", "https://app.example.evil",
            "https://evil/app.example",
            "https://EAST.app.example", "https://a.b.app.example", "null", "", "*", "/https://[a-z]{1,9}[.]app[.]example/x" })
    void nothingElseIsAllowed(String origin) {
        assertFalse(LISTED.allow(origin));
    }

    @ParameterizedTest
    @CsvSource({ "https://roster.example.com, https://roster.example.com",
            "https://Roster.example.com/base, https://roster.example.com",
            "https://roster.example.com:443, https://roster.example.com",
            "http://roster.example.com:80, http://roster.example.com",
            "http://localhost:8080, http://localhost:8080", "http://[::1]:8080, http://[::1]:8080" })
    void theOriginOfTheIssuerIsAllowed(String issuer, String origin) {
        Origins origins = Origins.of(List.of(), Optional.of(issuer));
        assertTrue(origins.allow(origin));
        assertFalse(origins.allow("https://other.example"));
    }

    @Test
    void aStarAllowsAll() {
        assertTrue(Origins.of(List.of("*"), Optional.empty()).allow("https://anywhere.example"));
    }

    @Test
    void noOriginIsLongerThanANameCanBe() {
        assertFalse(Origins.of(List.of("/.*/"), Optional.empty()).allow("https://" + "a".repeat(300)));
    }
}
