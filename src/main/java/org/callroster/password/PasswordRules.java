package org.callroster.password;

import java.text.Normalizer;

import org.callroster.wire.Checks;

/** What a new password must be (NIST SP 800-63B-4 §3.1.1.2). */
public final class PasswordRules {

    /** In characters after normalisation. */
    public static final int MIN_LENGTH = 12;

    private PasswordRules() {
    }

    /** Adds to the checks what is wrong with a password; an absent one is fine. */
    public static Checks check(Checks checks, String field, String password) {
        if (password == null) {
            return checks;
        }
        String normal = normal(password);
        return checks.text(field, password)
                .that(normal.codePointCount(0, normal.length()) >= MIN_LENGTH, field,
                        "is shorter than " + MIN_LENGTH + " characters");
    }

    /** The same characters typed on another keyboard give the same password (NFKC). */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
