package org.callroster.http;

import java.util.Set;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Tags;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Metrics and traces name a request by the template of its path. A request refused before routing has none: it would be named
 * by the path and the method that the caller wrote, in unlimited variety. The filter names the requests that reach it; metrics
 * of the others, without a readable host or with a head that is too long, are named when they are counted.
 */
@Singleton
public class UnknownPath implements HttpServerMetricsTagsContributor {

    /** Where Quarkus puts the template once the request is routed. */
    private static final String TEMPLATE = "UrlPathTemplate";
    private static final String UNKNOWN = "/unknown";
    /** Probes and metrics, which are excluded by their path. */
    private static final String NOT_COUNTED = "/q/";
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT,
            HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);

    /** Uses the path as it was sent: it may contain a malformed escape. */
    static void filter(RoutingContext request) {
        String path = request.request().path();
        if (path == null || !path.startsWith(NOT_COUNTED)) {
            ContextLocals.put(TEMPLATE, path != null && path.startsWith(ConsolePath.FILES) ? ConsolePath.FILES : UNKNOWN);
        }
        request.next();
    }

    @Override
    public Tags contribute(Context request) {
        Tags tags = request.requestContextLocalData(TEMPLATE) == null ? Tags.of("uri", UNKNOWN) : Tags.empty();
        return METHODS.contains(request.request().method()) ? tags : tags.and("method", "other");
    }
}
