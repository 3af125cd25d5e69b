package org.callroster.secret;

import java.security.SecureRandom;
import java.util.Base64;

import org.callroster.values.Checks;
import org.callroster.values.Sha256;

/** API secrets, with which scripts authenticate. They are random enough that storing a plain SHA-256 is enough. */
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

    /**
     * The stored hash of a secret. Compare in constant time. Text that is too long hashes like the empty string, which is never
     * a secret.
     */
    public static byte[] hash(String secret) {
        return Sha256.of(Checks.isLonger(secret, MAX_LENGTH) ? "" : secret);
    }
}
