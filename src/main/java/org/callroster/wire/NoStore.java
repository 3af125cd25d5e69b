package org.callroster.wire;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/** Answers that hold tokens or secrets are kept nowhere, nor are the errors of those calls (RFC 6749 §5.1). */
public class NoStore {

    private static final List<String> PATHS = List.of("/configapi/v2/oauth/", "/configapi/v2/secret/", "/session_");
    private static final int AFTER_THE_REQUEST_ID = 800;

    void install(@Observes Filters filters) {
        filters.register(NoStore::mark, AFTER_THE_REQUEST_ID);
    }

    private static void mark(RoutingContext request) {
        if (PATHS.stream().anyMatch(request.normalizedPath()::startsWith)) {
            request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("Pragma", "no-cache");
        }
        request.next();
    }
}
