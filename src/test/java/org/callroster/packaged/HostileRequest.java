package org.callroster.packaged;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A request as bytes, and what may be asked of its answer.
 *
 * @param isOurs whether its path is one under which every error has our body
 * @param isHead whether the answer has no body
 * @param mayBeCutOff whether the connection may be closed without an answer: what was sent is no request, or not all of one
 * @param isLast whether what is left on the connection afterwards is not known to be the start of a request
 */
record HostileRequest(byte[] bytes, boolean isOurs, boolean isHead, boolean mayBeCutOff, boolean isLast) {

    private static final int SHOWN = 600;

    /** The beginning, on one line and without the token. */
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
