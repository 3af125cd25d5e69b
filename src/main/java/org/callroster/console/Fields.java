package org.callroster.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.body.Bodies;
import org.callroster.error.Failure;
import org.callroster.values.Texts;
import org.callroster.values.Utf8;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.ext.web.RoutingContext;

/** The fields of a form that a page sent. Surrounding spaces are dropped, except from passwords; a blank field is absent. */
public final class Fields {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MOST = 2000;

    private final Map<String, List<String>> fields;

    private Fields(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** Fails with 415 for another media type, with 400 for a body that is not a form in UTF-8. */
    public static Fields of(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.regionMatches(true, 0, FORM, 0, FORM.length())) {
            throw new NotSupportedException();
        }
        return of(Utf8.text(Bodies.of(request)).orElseThrow(Fields::unreadable));
    }

    static Fields of(String form) {
        try {
            return new Fields(new QueryStringDecoder(form, StandardCharsets.UTF_8, false, MOST).parameters());
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static Failure unreadable() {
        return Failure.badRequest("the form can't be read");
    }

    public Map<String, List<String>> all() {
        return fields;
    }

    /** All values of a repeated field that are not blank. */
    public List<String> list(String name) {
        return fields.getOrDefault(name, List.of()).stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
    }

    public Optional<String> optional(String name) {
        return list(name).stream().findFirst();
    }

    /** Empty if absent. */
    public String text(String name) {
        return optional(name).orElse("");
    }

    /** Null if absent or empty. */
    public String orNull(String name) {
        return optional(name).orElse(null);
    }

    /** As it was typed; null if empty. */
    public String password(String name) {
        return fields.getOrDefault(name, List.of()).stream().findFirst().map(Texts::nullIfEmpty).orElse(null);
    }

    /** Whether a box was ticked. */
    public boolean isSet(String name) {
        return fields.containsKey(name);
    }
}
