package org.callroster.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.callroster.error.Failure;
import org.callroster.error.ScimFace;

/**
 * Normalizes the path and query that clients send. Characters that are not allowed in a URI are taken literally, raw bytes and
 * escapes as UTF-8 (contract section 1). So is a semicolon, which would otherwise begin a matrix parameter or split the query.
 */
final class RequestTarget {

    /** RFC 3986 §3.3 and §3.4, except the semicolon. A percent sign begins an escape. */
    private static final String URI_PUNCTUATION = "-._~!$&'()*+,=:@/?%";
    private static final boolean[] IN_URIS = new boolean[128];
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    static {
        for (char c = 0; c < IN_URIS.length; c++) {
            IN_URIS[c] =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || URI_PUNCTUATION.indexOf(c) >= 0;
        }
    }

    private RequestTarget() {
    }

    /** The same target in URI characters only. Fails with 400 for broken escapes, and for bytes that are not UTF-8. */
    static String readable(String path, String query) {
        String readable = ScimFace.canonical(checked("path", path));
        return query == null ? readable : readable + "?" + checked("query", query);
    }

    private static String checked(String part, String raw) {
        String escaped = raw.chars().allMatch(RequestTarget::isInUris) ? raw : escaped(raw);
        if (escaped.indexOf('%') >= 0) {
            requireUtf8(part, bytes(part, escaped));
        }
        return escaped;
    }

    private static boolean isInUris(int c) {
        return c < IN_URIS.length && IN_URIS[c];
    }

    /** The server reads each byte as one character. An AWS Lambda function receives text, which may contain any character. */
    private static String escaped(String raw) {
        StringBuilder escaped = new StringBuilder(raw.length() + 32);
        raw.codePoints().forEach(c -> {
            if (isInUris(c)) {
                escaped.append((char) c);
            } else {
                for (byte b : bytes(c)) {
                    escaped.append('%').append(HEX.toHexDigits(b));
                }
            }
        });
        return escaped.toString();
    }

    private static byte[] bytes(int c) {
        return Character.toString(c).getBytes(c <= 0xFF ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static ByteBuffer bytes(String part, String escaped) {
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.put(escape(part, escaped, i));
                i += 2;
            } else {
                bytes.put((byte) escaped.charAt(i));
            }
        }
        return bytes.flip();
    }

    private static byte escape(String part, String text, int at) {
        if (at + 2 >= text.length() || !HexFormat.isHexDigit(text.charAt(at + 1))
                || !HexFormat.isHexDigit(text.charAt(at + 2))) {
            throw Failure
                    .badRequest("the " + part + " contains a % without two hexadecimal digits; write %25 for the character");
        }
        return (byte) HexFormat.fromHexDigits(text, at + 1, at + 3);
    }

    private static void requireUtf8(String part, ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
        } catch (CharacterCodingException e) {
            throw Failure.badRequest("the " + part + " is not UTF-8");
        }
    }
}
