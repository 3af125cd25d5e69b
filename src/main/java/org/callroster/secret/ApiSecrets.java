package org.callroster.secret;

import java.security.SecureRandom;
import java.util.Base64;

import org.callroster.values.Checks;
import org.callroster.values.Sha256;

/** What a script proves itself with: random enough that a plain SHA-256 of it is all that need be kept. */
public final class ApiSecrets {

    /** In characters (contract section 2). */
    public static final int MIN_LENGTH = 41;

    /** In characters. */
    public static final int MAX_LENGTH = Checks.TEXT_LENGTH;

    private static final int RANDOM_BYTES = 32;

    private ApiSecrets() {
    }

    /** 256 random bits in base64url: 43 characters. */
    public static String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a secret. Compare in constant time. What is too long for one hashes like nothing, which is no secret. */
    public static byte[] hash(String secret) {
        return Sha256.of(Checks.isLonger(secret, MAX_LENGTH) ? "" : secret);
    }
}
