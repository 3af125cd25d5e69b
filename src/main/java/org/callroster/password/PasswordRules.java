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
 * What a new password must be (NIST SP 800-63B-4 §3.1.1.2).
 *
 * @param minLength in characters after normalisation
 * @param words what it must not hold, in any case; those under four characters don't count
 */
public record PasswordRules(int minLength, List<String> words) {

    /** No policy allows less. */
    static final int LEAST_LENGTH = 8;

    /** In characters as they are sent: what is longer is not even normalised. */
    private static final int MAX_LENGTH = Checks.TEXT_LENGTH;
    private static final int LEAST_WORD = 4;

    public static PasswordRules of(Tenant tenant, SecurityPolicy policy) {
        return new PasswordRules(policy.passwordMinLength(), List.of(tenant.name()));
    }

    /** With the names of whoever will have the password; null where there is none. */
    public PasswordRules of(String loginId, String firstName, String lastName) {
        Stream<String> names = Stream.of(loginId, firstName, lastName).filter(Objects::nonNull);
        return new PasswordRules(minLength, Stream.concat(words.stream(), names).toList());
    }

    /** Adds to the checks what is wrong with a password; an absent one is fine. */
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
                        "holds the login id, a name of the user or of the tenant");
    }

    /** True for what nobody can have as a password, so that it need not be hashed to know that it is wrong. */
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
