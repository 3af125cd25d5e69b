package org.callroster.provider;

import java.util.List;
import java.util.Map;

import org.callroster.token.InvalidToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.json.JsonObject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ProviderTest {

    private static final Provider BY_SUBJECT = new Provider("t", "i", "a", "sub");
    private static final Provider BY_EMAIL = new Provider("t", "i", "a", "email");

    @Test
    void configuredClaimHoldsTheLogin() {
        assertEquals("ann", BY_SUBJECT.loginId(new JsonObject(Map.of("sub", "ann", "email", "x"))));
        assertEquals("zoë", new Provider("t", "i", "a", "https://x/login").loginId(JsonObject.of("https://x/login", "zoë")));
    }

    @Test
    void emailCountsOnlyIfVerified() {
        assertEquals("a@b.c", BY_EMAIL.loginId(JsonObject.of("email", "a@b.c", "email_verified", true)));
        assertEquals("a@b.c", BY_EMAIL.loginId(JsonObject.of("email", "a@b.c", "email_verified", "true")));
        for (Object notVerified : new Object[] { false, "false", "True", "yes", 1, List.of(true), null }) {
            assertNobody(BY_EMAIL, JsonObject.of("email", "a@b.c", "email_verified", notVerified));
        }
        assertNobody(BY_EMAIL, JsonObject.of("email", "a@b.c"));
    }

    @Test
    void claimMustBeAText() {
        for (Object value : new Object[] { 5, true, List.of("ann"), Map.of("a", "b"), null }) {
            assertNobody(BY_SUBJECT, JsonObject.of("sub", value));
        }
        assertNobody(BY_SUBJECT, new JsonObject());
    }

    /** Kelvin and Ångström signs are K and Å once normalized; a NUL can't even be looked for. */
    @ParameterizedTest
    @ValueSource(strings = { "fran\u212A", "\u212Asa", "e\u0301va", "ann\0", "ann\n" })
    void whatNormalizationWouldMakeSomebodyElseIsNobody(String login) {
        assertNobody(BY_SUBJECT, JsonObject.of("sub", login));
    }

    @Test
    void aLoginThatIsTooLongIsNobodys() {
        assertEquals("a".repeat(128), BY_SUBJECT.loginId(JsonObject.of("sub", "a".repeat(128))));
        assertNobody(BY_SUBJECT, JsonObject.of("sub", "a".repeat(129)));
    }

    private static void assertNobody(Provider provider, JsonObject claims) {
        assertThrows(InvalidToken.class, () -> provider.loginId(claims));
    }
}
