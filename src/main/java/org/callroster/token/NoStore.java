package org.callroster.token;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/** No answer of the OAuth calls is kept anywhere, not an error either (RFC 6749 §5.1). */
public class NoStore {

    private static final int AFTER_THE_REQUEST_ID = 800;

    void install(@Observes Filters filters) {
        filters.register(NoStore::mark, AFTER_THE_REQUEST_ID);
    }

    private static void mark(RoutingContext request) {
        if (request.normalizedPath().startsWith("/configapi/v2/oauth/")) {
            request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("Pragma", "no-cache");
        }
        request.next();
    }
}
