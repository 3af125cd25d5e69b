package org.callroster.header;

import java.util.ArrayList;
import java.util.List;

/** Parses headers that hold a list (RFC 9110 §5.6.1), in a single pass. */
final class ListHeader {

    /**
     * Of all headers of one name together, in characters. Longer ones are ignored; browsers send about 150 of {@code Accept}.
     */
    static final int MAX_LENGTH = 2000;

    private ListHeader() {
    }

    /** The elements of all headers of one name, which count as one list. */
    static List<String> elements(List<String> headers) {
        int length = headers.stream().mapToInt(String::length).sum();
        return length > MAX_LENGTH ? List.of() : split(String.join(",", headers), ',');
    }

    /** Splits at each separator that is not in a quoted string. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
