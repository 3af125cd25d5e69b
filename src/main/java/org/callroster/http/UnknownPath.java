package org.callroster.http;

import java.util.Set;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Tags;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Metrics and traces name a request by the template of its path. One that is refused before it is routed has none, and would be
 * named by what the caller wrote, in as many ways as there are callers; so would its method. The filter names those that reach
 * it; metrics of the others, without a readable host or with too long a head, are named when they are counted.
 */
@Singleton
public class UnknownPath implements HttpServerMetricsTagsContributor {

    /** Where Quarkus puts the template once it knows it. */
    private static final String TEMPLATE = "UrlPathTemplate";
    private static final String UNKNOWN = "/unknown";
    /** Probes and metrics, which are left out by their path. */
    private static final String NOT_COUNTED = "/q/";
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT,
            HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);

    /** By the path as it was sent: it may have an escape that can't be read. */
    static void filter(RoutingContext request) {
        String path = request.request().path();
        if (path == null || !path.startsWith(NOT_COUNTED)) {
            ContextLocals.put(TEMPLATE, UNKNOWN);
        }
        request.next();
    }

    @Override
    public Tags contribute(Context request) {
        Tags tags = request.requestContextLocalData(TEMPLATE) == null ? Tags.of("uri", UNKNOWN) : Tags.empty();
        return METHODS.contains(request.request().method()) ? tags : tags.and("method", "other");
    }
}
