package org.callroster.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** What a script proves itself with: random enough that a plain SHA-256 of it is all that need be kept. */
public final class ApiSecrets {

    /** In characters (contract section 2). */
    public static final int MIN_LENGTH = 41;

    private static final int RANDOM_BYTES = 32;

    private ApiSecrets() {
    }

    /** 256 random bits in base64url: 43 characters. */
    public static String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a secret. Compare in constant time. */
    public static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
