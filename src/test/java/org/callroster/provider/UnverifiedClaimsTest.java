package org.callroster.provider;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class UnverifiedClaimsTest {

    private static final UnverifiedClaims NOTHING = new UnverifiedClaims("", Set.of());

    @Test
    void issuerAndAudienceAreRead() {
        assertEquals(new UnverifiedClaims("i", Set.of("a")), UnverifiedClaims.of(Tokens.with("{\"iss\":\"i\",\"aud\":\"a\"}")));
        assertEquals(new UnverifiedClaims("i", Set.of("a", "b")),
                UnverifiedClaims.of(Tokens.with("{\"aud\":[\"a\",5,null,\"b\"],\"iss\":\"i\"}")));
        assertEquals(new UnverifiedClaims("i", Set.of()),
                UnverifiedClaims.of(Tokens.with("{\"iss\":\"i\",\"aud\":{\"a\":\"b\"}}")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".", "..", "...", "x", "a.b", "a.b.c", "a.b.c.d.e", "é.é.é", "e30.e30.e30", "W10.W10.W10",
            "bnVsbA.bnVsbA.", "a.IiI.c", "a..c", "a.NQ.c", "a.____.c" })
    void garbageSaysNothing(String token) {
        assertEquals(NOTHING, UnverifiedClaims.of(token));
    }

    @ParameterizedTest
    @ValueSource(strings = { "5", "null", "true", "[\"i\"]", "{\"i\":1}", "1e999999999" })
    void issuerOfAnotherTypeSaysNothing(String issuer) {
        assertEquals(NOTHING, UnverifiedClaims.of(Tokens.with("{\"iss\":" + issuer + "}")));
    }

    @Test
    void hugeAndDeepTokensSayNothing() {
        String million = "a".repeat(1_000_000);
        for (String token : new String[] { million, million + "." + million + "." + million, ".".repeat(1_000_000),
                Tokens.with("[".repeat(1_000_000)), Tokens.with("{\"iss\":".repeat(100_000)),
                Tokens.with("{\"x\":" + "9".repeat(1_000_000) + "}") }) {
            assertEquals(NOTHING, UnverifiedClaims.of(token));
        }
    }
}
