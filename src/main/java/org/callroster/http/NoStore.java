package org.callroster.http;

import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;

import io.vertx.ext.web.RoutingContext;

/** Keeps caches from storing answers with personal data, secrets or tokens, and errors of those calls (RFC 6749 §5.1). */
final class NoStore {

    private static final List<String> PATHS = List.of("/configapi/", "/oauth/", "/scim/", "/session_");

    private NoStore() {
    }

    static void filter(RoutingContext request) {
        if (PATHS.stream().anyMatch(request.normalizedPath()::startsWith)) {
            request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("Pragma", "no-cache");
        }
        request.next();
    }
}
