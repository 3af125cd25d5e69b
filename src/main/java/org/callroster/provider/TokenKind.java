package org.callroster.provider;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.vertx.core.json.JsonObject;

/** Distinguishes access tokens from other tokens signed with the same keys, as far as tokens declare their kind. */
final class TokenKind {

    /** Values of {@code typ}, the claim in which Keycloak states the kind of a token; an access token's is {@code Bearer}. */
    private static final Set<String> OTHER_TOKEN_KINDS = Set.of("id", "refresh", "offline", "logout");
    /** OpenID Connect Core 1.0 §3.1.3.6, §3.3.2.11 and §2. */
    private static final List<String> OF_ID_TOKENS = List.of("at_hash", "c_hash", "nonce");
    /** Security Event Tokens (RFC 8417 §2.2), logout tokens among them. */
    private static final String OF_EVENTS = "events";

    private TokenKind() {
    }

    /**
     * @param type the {@code typ} of the header, or null: any value but a plain {@code JWT} and {@code at+jwt} means another
     *            kind (RFC 8725 §3.11)
     */
    static boolean isAccessToken(Object type, JsonObject claims) {
        boolean isLabelled = lower(type).endsWith("at+jwt");
        String kind = lower(claims.getValue("typ"));
        return (isLabelled || type == null || lower(type).equals("jwt"))
                && !OTHER_TOKEN_KINDS.contains(kind)
                && !claims.containsKey(OF_EVENTS)
                && (isLabelled || kind.equals("bearer") || OF_ID_TOKENS.stream().noneMatch(claims::containsKey));
    }

    private static String lower(Object text) {
        return text instanceof String known ? known.toLowerCase(Locale.ROOT) : "";
    }
}
