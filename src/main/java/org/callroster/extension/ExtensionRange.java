package org.callroster.extension;

import org.callroster.values.Checks;
import org.callroster.values.LenientDeserializers;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** The numbers from the first to the last, without leading zeros: {@code {"from":"1000","to":"1999"}}. */
public record ExtensionRange(
        @JsonDeserialize(using = LenientDeserializers.Digits.class) String from,
        @JsonDeserialize(using = LenientDeserializers.Digits.class) String to) {

    private static final int MOST_DIGITS = 15;

    static ExtensionRange of(long first, long last) {
        return new ExtensionRange(String.valueOf(first), String.valueOf(last));
    }

    Checks check(Checks checks, String prefix) {
        checks.required(prefix + "from", from).required(prefix + "to", to)
                .that(from == null || isNumber(from), prefix + "from", "must be 1 to 15 digits without leading zeros")
                .that(to == null || isNumber(to), prefix + "to", "must be 1 to 15 digits without leading zeros");
        return checks.that(!isComplete() || first() <= last(), prefix + "to", "is less than from");
    }

    /** Only such a range has a first and a last number. */
    boolean isComplete() {
        return from != null && to != null && isNumber(from) && isNumber(to);
    }

    long first() {
        return Long.parseLong(from);
    }

    long last() {
        return Long.parseLong(to);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
    }
}
