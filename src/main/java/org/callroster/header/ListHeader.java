package org.callroster.header;

import java.util.ArrayList;
import java.util.List;

/** Headers that hold a list (RFC 9110 §5.6.1), read with one look at each character. */
final class ListHeader {

    /** Of all headers of a name together. What is longer says nothing; browsers send about 150 characters of {@code Accept}. */
    static final int MAX_LENGTH = 2000;

    private ListHeader() {
    }

    /** The elements of all headers of a name, which count as one. */
    static List<String> elements(List<String> headers) {
        int length = headers.stream().mapToInt(String::length).sum();
        return length > MAX_LENGTH ? List.of() : split(String.join(",", headers), ',');
    }

    /** Separators in quoted strings don't count. */
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
