package org.callroster.provider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.json.JsonObject;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TokenKindTest {

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"typ\":\"Bearer\"}", "{\"typ\":\"Bearer\",\"nonce\":\"x\",\"at_hash\":\"x\"}",
            "{\"typ\":\"anything\"}", "{\"typ\":5}", "{\"typ\":null}" })
    void accessTokensAreTaken(String claims) {
        assertTrue(TokenKind.isAccessToken("JWT", new JsonObject(claims)));
        assertTrue(TokenKind.isAccessToken(null, new JsonObject(claims)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"typ\":\"ID\"}", "{\"typ\":\"Refresh\"}", "{\"typ\":\"Offline\"}", "{\"typ\":\"Logout\"}",
            "{\"events\":{}}" })
    void whatSaysThatItIsAnotherTokenIsNot(String claims) {
        assertFalse(TokenKind.isAccessToken("JWT", new JsonObject(claims)));
        assertFalse(TokenKind.isAccessToken("at+jwt", new JsonObject(claims)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"nonce\":\"x\"}", "{\"at_hash\":\"x\"}", "{\"c_hash\":\"x\"}" })
    void whatLooksLikeAnIdTokenMustSayThatItIsNone(String claims) {
        assertFalse(TokenKind.isAccessToken("JWT", new JsonObject(claims)));
        assertTrue(TokenKind.isAccessToken("at+jwt", new JsonObject(claims)));
    }

    @Test
    void otherLabelsAreOtherTokens() {
        for (Object label : new Object[] { "logout+jwt", "application/logout+jwt", "", 5 }) {
            assertFalse(TokenKind.isAccessToken(label, new JsonObject()), String.valueOf(label));
        }
        assertTrue(TokenKind.isAccessToken("application/at+jwt", new JsonObject()));
    }
}
