package org.callroster.header;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A strong entity tag (RFC 9110 §8.8.3).
 *
 * @param state identifies what clients change: the part that {@code If-Match} compares
 * @param rest identifies what changes by itself, like the time of the last login; empty if there is no such part
 */
public record Etag(String state, String rest) {

    private static final char BETWEEN = '.';

    /** For a row's version. */
    public static Etag of(long version) {
        return new Etag(Long.toHexString(version), "");
    }

    /** For a row's version and additional data, which may be null. */
    public static Etag of(long version, Record beside) {
        return new Etag(Long.toHexString(version), beside == null ? "" : digest(beside));
    }

    /** For a whole answer: a record, or a list of records. Equal answers have equal tags. */
    public static Etag of(Object answer) {
        return new Etag(digest(answer), "");
    }

    private static String digest(Object answer) {
        return UUID.nameUUIDFromBytes(answer.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** True if a tag, given without its quotes, has this state, whatever its rest. */
    boolean isOfState(String opaque) {
        return opaque.equals(state) || opaque.startsWith(state + BETWEEN);
    }

    String opaque() {
        return rest.isEmpty() ? state : state + BETWEEN + rest;
    }

    /** As a weak tag, in the header and in SCIM's {@code meta.version}. */
    public String weak() {
        return "W/" + this;
    }

    /** As written in the header. */
    @Override
    public String toString() {
        return '"' + opaque() + '"';
    }
}
