package org.callroster.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

import com.nulabinc.zxcvbn.StandardDictionaries;

/** What many people choose, and so everybody tries first: the list that comes with zxcvbn (docs/security.md). */
public final class CommonPasswords {

    private static final Set<String> LIST = read();

    private CommonPasswords() {
    }

    /** Reads the list. Call it at the start: else who sets the first password reads it on an event loop. */
    public static void load() {
        // the class being there is all
    }

    /** The whole of it is compared, as NIST wants it: a long one is not bad because of a word in it. */
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
