package org.callroster.values;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.callroster.error.Failure;
import org.callroster.error.Violation;

/**
 * The rules for input strings (contract section 1). All fields are checked, then one answer names every invalid one.
 * Lengths count code points, as the database columns do. An absent value breaks no rule except {@link #required}.
 */
public final class Checks {

    public static final int LOGIN_ID_LENGTH = 128;
    public static final int TEXT_LENGTH = 255;
    public static final int PHONE_LENGTH = 32;

    /** How many violations an answer lists at most, so that it does not outgrow the request. The rest are only counted. */
    private static final int MAX_LISTED = 20;

    private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,16}");

    private final List<Violation> violations = new ArrayList<>();
    private int more;

    public Checks required(String field, Object value) {
        return value == null ? violated(field, "is missing") : this;
    }

    public Checks loginId(String field, String value) {
        text(field, value, LOGIN_ID_LENGTH);
        return ".".equals(value) || "..".equals(value) ? violated(field, "can't be . or ..") : this;
    }

    /** 1 to 255 characters. */
    public Checks text(String field, String value) {
        return text(field, value, TEXT_LENGTH);
    }

    /** 1 to {@code max} characters. */
    public Checks text(String field, String value, int max) {
        return "".equals(value) ? violated(field, "is empty") : clearable(field, value, max);
    }

    /** Up to {@code max} characters; empty clears the attribute. The characters of a value that is too long are not checked. */
    public Checks clearable(String field, String value, int max) {
        if (value == null) {
            return this;
        }
        return isLonger(value, max) ? violated(field, "is longer than " + max + " characters") : characters(field, value);
    }

    private Checks characters(String field, String value) {
        if (value.codePoints().anyMatch(Checks::isUnprintable)) {
            violated(field, "contains a control character or an unpaired surrogate");
        }
        return hasOuterSpaces(value) ? violated(field, "has leading or trailing spaces") : this;
    }

    public Checks extension(String field, String value) {
        return value == null || EXTENSION.matcher(value).matches() ? this : violated(field, "must be 1 to 16 digits");
    }

    public Checks that(boolean holds, String field, String message) {
        return holds ? this : violated(field, message);
    }

    /** Ends every chain. Throws 400 if a rule was broken. */
    public void orFail() {
        if (!violations.isEmpty()) {
            throw Failure.badFields(violations, more);
        }
    }

    /**
     * Whether a value has more than {@code max} code points. Check this before a value is lower-cased, normalized, matched or
     * hashed: these can take time that grows faster than the value. This check takes no longer for a megabyte than for a word.
     */
    public static boolean isLonger(String value, int max) {
        return value.length() > 2 * max || value.length() > max && value.codePointCount(0, value.length()) > max;
    }

    private Checks violated(String field, String message) {
        if (violations.size() < MAX_LISTED) {
            violations.add(new Violation(field, message));
        } else {
            more++;
        }
        return this;
    }

    private static boolean hasOuterSpaces(String value) {
        return !value.isEmpty() && (isSpace(value.codePointAt(0)) || isSpace(value.codePointBefore(value.length())));
    }

    /** All Unicode white space, and format characters, which are invisible too. */
    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)
                || Character.getType(codePoint) == Character.FORMAT;
    }

    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
