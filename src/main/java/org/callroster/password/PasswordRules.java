package org.callroster.password;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.callroster.policy.SecurityPolicy;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;

/**
 * Rules for a new password (NIST SP 800-63B-4 §3.1.1.2).
 *
 * @param minLength in characters after normalisation
 * @param words text that a password must not contain, ignoring case; words under four characters are skipped
 */
public record PasswordRules(int minLength, List<String> words) {

    /** The lowest minimum length that a policy may set. */
    static final int LEAST_LENGTH = 8;

    /** In characters as sent. Longer passwords are refused before normalisation. */
    private static final int MAX_LENGTH = Checks.TEXT_LENGTH;
    private static final int LEAST_WORD = 4;

    public static PasswordRules of(Tenant tenant, SecurityPolicy policy) {
        return new PasswordRules(policy.passwordMinLength(), List.of(tenant.name()));
    }

    /** Also forbids the names of the password's user; each may be null. */
    public PasswordRules of(String loginId, String firstName, String lastName) {
        Stream<String> names = Stream.of(loginId, firstName, lastName).filter(Objects::nonNull);
        return new PasswordRules(minLength, Stream.concat(words.stream(), names).toList());
    }

    /** Adds a password's violations to the checks; null is valid. */
    public Checks check(Checks checks, String field, String password) {
        if (password == null) {
            return checks;
        }
        if (isTooLong(password)) {
            return checks.that(false, field, "is longer than " + MAX_LENGTH + " characters");
        }
        String normal = normal(password);
        String lowerCase = normal.toLowerCase(Locale.ROOT);
        return checks.text(field, password)
                .that(length(normal) >= minLength, field, "is shorter than " + minLength + " characters")
                .that(!CommonPasswords.contains(lowerCase), field, "is a common password")
                .that(words.stream().noneMatch(word -> holds(lowerCase, word)), field,
                        "contains the login id, a name of the user or the name of the tenant");
    }

    /** True if the text is too long to be any user's password: it is wrong, and needs no hashing to know that. */
    public static boolean isTooLong(String password) {
        return length(password) > MAX_LENGTH;
    }

    /** The same characters typed on another keyboard give the same password (NFKC). */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static boolean holds(String lowerCase, String word) {
        if (length(word) > MAX_LENGTH) {
            return false;
        }
        String sought = normal(word).toLowerCase(Locale.ROOT);
        return length(sought) >= LEAST_WORD && lowerCase.contains(sought);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
