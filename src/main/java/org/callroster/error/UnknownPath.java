package org.callroster.error;

import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.ext.web.RoutingContext;

/**
 * Metrics and traces name a request by the template of its path. One that is refused before it is routed has none, and would be
 * named by what the caller wrote, in as many ways as there are callers.
 */
class UnknownPath {

    private static final int AFTER_THE_REQUEST_ID = 900;
    /** Where Quarkus puts the template once it knows it. */
    private static final String TEMPLATE = "UrlPathTemplate";
    private static final String UNKNOWN = "/unknown";
    /** Probes and metrics, which are left out by their path. */
    private static final String NOT_COUNTED = "/q/";

    void install(@Observes Filters filters) {
        filters.register(UnknownPath::name, AFTER_THE_REQUEST_ID);
    }

    private static void name(RoutingContext request) {
        if (!request.normalizedPath().startsWith(NOT_COUNTED)) {
            ContextLocals.put(TEMPLATE, UNKNOWN);
        }
        request.next();
    }
}
