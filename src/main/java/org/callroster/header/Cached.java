package org.callroster.header;

import java.time.Duration;

import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;

/** Answers that any cache may keep for a while and then revalidate (RFC 9111). */
public final class Cached {

    private Cached() {
    }

    /** 200, or 304 if the caller already has this answer. */
    public static <T extends Record> RestResponse<T> answer(Preconditions conditions, T view, Duration maxAge) {
        return conditions.answer(view, Etag.of(view))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + maxAge.toSeconds()).build();
    }
}
