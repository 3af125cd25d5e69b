package org.callroster.packaged;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A request as bytes, and what its answer must be like.
 *
 * @param isOurs whether every error under its path has our body
 * @param isHead whether the answer has no body
 * @param mayBeCutOff whether the connection may be closed without an answer: the bytes are not a request, or not a whole one
 * @param isLast whether the connection cannot be used again, because the bytes left on it may not be the start of a request
 */
record HostileRequest(byte[] bytes, boolean isOurs, boolean isHead, boolean mayBeCutOff, boolean isLast) {

    private static final int SHOWN = 600;

    /** The beginning of the request, on one line and without the token. */
    @Override
    public String toString() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("Bearer eyJ[\\w.-]*", "Bearer <token>");
        return text.substring(0, Math.min(SHOWN, text.length())).chars().mapToObj(HostileRequest::visible)
                .collect(Collectors.joining()) + (text.length() > SHOWN ? "…" : "");
    }

    private static String visible(int c) {
        return c == '\r' ? "\\r" : c == '\n' ? "\\n" : c < ' ' || c > '~' ? String.format("\\x%02x", c)
                : String.valueOf((char) c);
    }
}
