package org.callroster.provider;

import java.text.Normalizer;

import org.callroster.token.InvalidToken;
import org.callroster.values.Checks;

import io.vertx.core.json.JsonObject;

/** What one tenant trusts: tokens of this issuer, made for this audience, with the login id in this claim. */
public record Provider(String tenant, String issuer, String audience, String loginClaim) {

    static final String SUBJECT = "sub";

    private static final String EMAIL = "email";

    /** Fails with {@link InvalidToken} unless the verified claims hold a login id that can be trusted. */
    String loginId(JsonObject claims) {
        if (EMAIL.equals(loginClaim) && !"true".equals(String.valueOf(claims.getValue("email_verified")))) {
            throw new InvalidToken();
        }
        if (claims.getValue(loginClaim) instanceof String loginId && isPlain(loginId)) {
            return loginId;
        }
        throw new InvalidToken();
    }

    /**
     * We compare login ids after normalization; providers do not normalize subjects and addresses. An id that normalization
     * changes, such as a Kelvin sign into a K, may be another user there, so it is refused.
     */
    private static boolean isPlain(String loginId) {
        return !Checks.isLonger(loginId, Checks.LOGIN_ID_LENGTH) && Normalizer.isNormalized(loginId, Normalizer.Form.NFC)
                && loginId.chars().noneMatch(Character::isISOControl);
    }
}
