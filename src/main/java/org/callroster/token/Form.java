package org.callroster.token;

import java.util.List;
import java.util.Map;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

import io.netty.handler.codec.http.QueryStringDecoder;

/** The fields of a form: each at most once, an empty one as good as none (RFC 6749 §3.2). */
final class Form {

    private static final int MAX_FIELDS = 100;

    private final Map<String, List<String>> fields;

    Form(String body) {
        fields = decode(body);
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
    String required(String name) {
        String value = optional(name);
        if (value == null) {
            throw invalid(name + " is missing");
        }
        return value;
    }

    private static Map<String, List<String>> decode(String body) {
        try {
            return new QueryStringDecoder(body, java.nio.charset.StandardCharsets.UTF_8, false, MAX_FIELDS, true).parameters();
        } catch (IllegalArgumentException e) {
            throw invalid("the form can't be decoded");
        }
    }

    private static Failure invalid(String description) {
        return new Failure(ErrorCode.INVALID_REQUEST, description);
    }
}
