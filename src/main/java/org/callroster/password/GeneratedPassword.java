package org.callroster.password;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Passwords that nobody chose, without characters that look alike. */
public final class GeneratedPassword {

    private static final String CHARACTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    /** 115 random bits. */
    private static final int LENGTH = 20;

    private GeneratedPassword() {
    }

    /** @param minLength of the tenant's policy, in characters */
    public static String next(int minLength) {
        return new SecureRandom().ints(Math.max(LENGTH, minLength), 0, CHARACTERS.length()).mapToObj(CHARACTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
