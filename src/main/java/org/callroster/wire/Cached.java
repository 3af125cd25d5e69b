package org.callroster.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** Answers that anybody may keep for a while, and then ask whether they still hold (RFC 9111, RFC 9110 §13.1.2). */
public final class Cached {

    private Cached() {
    }

    /** 200, or 304 if the caller has it already. Equal records have equal tags. */
    public static Response answer(Request request, Record view, Duration maxAge) {
        EntityTag tag = new EntityTag(UUID.nameUUIDFromBytes(view.toString().getBytes(StandardCharsets.UTF_8)).toString());
        ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(view).tag(tag) : unchanged)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + maxAge.toSeconds()).build();
    }
}
