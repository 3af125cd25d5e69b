package org.callroster.header;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A strong entity tag (RFC 9110 §8.8.3).
 *
 * @param state stands for what clients change: the part that {@code If-Match} compares
 * @param rest stands for what changes by itself, like the time of the last login; empty if there is nothing like that
 */
public record Etag(String state, String rest) {

    private static final char BETWEEN = '.';

    /** Of a row's version. */
    public static Etag of(long version) {
        return new Etag(Long.toHexString(version), "");
    }

    /** Of a row's version, and of something beside it, which may be null. */
    public static Etag of(long version, Record beside) {
        return new Etag(Long.toHexString(version), beside == null ? "" : digest(beside));
    }

    /** Of a whole answer: of records, or of a list of them. Equal answers have equal tags. */
    public static Etag of(Object answer) {
        return new Etag(digest(answer), "");
    }

    private static String digest(Object answer) {
        return UUID.nameUUIDFromBytes(answer.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** True if a tag without its quotes is one of this state, whatever the rest was then. */
    boolean isOfState(String opaque) {
        return opaque.equals(state) || opaque.startsWith(state + BETWEEN);
    }

    String opaque() {
        return rest.isEmpty() ? state : state + BETWEEN + rest;
    }

    /** As it stands in the header. */
    @Override
    public String toString() {
        return '"' + opaque() + '"';
    }
}
