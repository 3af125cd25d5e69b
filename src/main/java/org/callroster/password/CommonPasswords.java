package org.callroster.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

import com.nulabinc.zxcvbn.StandardDictionaries;

/** Common passwords, which attackers try first: the list from zxcvbn (docs/security.md). */
public final class CommonPasswords {

    private static final Set<String> LIST = read();

    private CommonPasswords() {
    }

    /** Loads the list. Call it at startup; otherwise the first password that is set loads it on an event loop. */
    public static void load() {
        // initialising this class loads the list
    }

    /** Compares the whole password, as NIST requires: a long password may contain a common word. */
    static boolean contains(String lowerCase) {
        return LIST.contains(lowerCase);
    }

    private static Set<String> read() {
        try {
            return StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
                    .filter(password -> password.length() >= PasswordRules.LEAST_LENGTH)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
