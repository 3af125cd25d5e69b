package org.callroster.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.values.Checks;
import org.callroster.values.Utf8;

import io.netty.handler.codec.http.QueryStringDecoder;

/** The fields of a form: each at most once, an empty one counts as absent (RFC 6749 §3.2). */
public final class Form {

    private final Map<String, List<String>> fields;

    /** Reads a body that has one character for each byte. Fails with {@code invalid_request} if it can't be read. */
    Form(String body) {
        fields = Arrays.stream(body.split("&")).map(field -> field.split("=", 2))
                .collect(Collectors.groupingBy(parts -> text(parts[0]),
                        Collectors.mapping(parts -> parts.length == 1 ? "" : text(parts[1]), Collectors.toList())));
    }

    /** Null if absent. Fails with {@code invalid_request} if repeated. */
    String optional(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw invalid(name + " is repeated");
        }
        return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    /** Fails with {@code invalid_request} if absent or repeated. */
    public String required(String name) {
        String value = optional(name);
        if (value == null) {
            throw invalid(name + " is missing");
        }
        return value;
    }

    /** Null if absent. Fails with {@code invalid_request} if repeated or longer. */
    String optional(String name, int max) {
        String value = optional(name);
        if (value != null && Checks.isLonger(value, max)) {
            throw invalid(name + " is longer than " + max + " characters");
        }
        return value;
    }

    private static String text(String encoded) {
        try {
            String octets = QueryStringDecoder.decodeComponent(encoded, StandardCharsets.ISO_8859_1);
            return withoutNul(Utf8.text(octets.getBytes(StandardCharsets.ISO_8859_1))
                    .orElseThrow(() -> invalid("the form is not UTF-8")));
        } catch (IllegalArgumentException e) {
            throw invalid("the form can't be decoded");
        }
    }

    /** Fails with {@link IllegalArgumentException}, also for a NUL: no name in the database can contain one. */
    static String decoded(String encoded) {
        return withoutNul(QueryStringDecoder.decodeComponent(encoded));
    }

    static String withoutNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("NUL");
        }
        return text;
    }

    private static Failure invalid(String description) {
        return new Failure(ErrorCode.INVALID_REQUEST, description);
    }
}
