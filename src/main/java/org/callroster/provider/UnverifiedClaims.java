package org.callroster.provider;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The claims of a token before verification. Use them only to choose the keys to verify it with.
 *
 * @param issuer empty if absent, and for text that is not a signed token
 */
record UnverifiedClaims(String issuer, Set<String> audience) {

    private static final UnverifiedClaims NOTHING = new UnverifiedClaims("", Set.of());
    private static final JsonMapper JSON = new JsonMapper();

    static UnverifiedClaims of(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            return NOTHING;
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(first + 1, second)));
            return claims.path("iss").isTextual()
                    ? new UnverifiedClaims(claims.path("iss").textValue(), texts(claims.path("aud")))
                    : NOTHING;
        } catch (IOException | IllegalArgumentException e) {
            return NOTHING;
        }
    }

    /** A string, or an array of them (RFC 7519 §4.1.3). */
    private static Set<String> texts(JsonNode value) {
        Set<String> texts = new TreeSet<>();
        (value.isArray() ? value : List.of(value)).forEach(text -> {
            if (text.isTextual()) {
                texts.add(text.textValue());
            }
        });
        return texts;
    }
}
