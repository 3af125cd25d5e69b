package org.callroster.values;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

import org.callroster.error.Failure;

/**
 * Splits lists into pages by the key of the last row, not by an offset: rows added or deleted meanwhile shift nothing. One
 * extra row is read, to know whether there is another page.
 */
public final class Paging {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final String SEPARATOR = "\n";
    /** Of a cursor, in characters; enough for a login id and the like. */
    private static final int MAX_LENGTH = 4096;

    private Paging() {
    }

    /** The default if null. Throws 400 unless it is from 1 to 1000. */
    public static int limit(String given) {
        if (given == null) {
            return DEFAULT_LIMIT;
        }
        int limit = given.length() <= 4 && given.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(given) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Failure.badField("limit", "must be from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    /** The cursor of the next page, opaque to clients: the key of this page's last row. Null without an extra row. */
    public static <T> String next(List<T> rows, int limit, Function<T, List<String>> key) {
        return rows.size() > limit ? cursor(key.apply(rows.get(limit - 1))) : null;
    }

    private static String cursor(List<String> key) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8));
    }

    /** The parts of the key; {@code first} if there is no cursor. Throws 400 for an invalid cursor. */
    public static String[] after(String cursor, String... first) {
        if (cursor == null) {
            return first;
        }
        if (cursor.length() > MAX_LENGTH) {
            throw badCursor();
        }
        try {
            String[] key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            if (key.length == first.length && String.join("", key).chars().noneMatch(c -> c == 0)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw badCursor();
        }
        throw badCursor();
    }

    public static Failure badCursor() {
        return Failure.badField("cursor", "is not a cursor of this call");
    }

    /** The rows without the extra one. */
    public static <T> List<T> page(List<T> rows, int limit) {
        return rows.size() > limit ? rows.subList(0, limit) : rows;
    }
}
