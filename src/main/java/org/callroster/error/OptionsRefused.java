package org.callroster.error;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;

import org.callroster.connection.FilterOrder;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.vertx.ext.web.RoutingContext;

/**
 * Refuses OPTIONS with 405, like any method that a path does not support. Otherwise the framework would answer it, with the
 * methods of other paths.
 */
public class OptionsRefused {

    private final Routes routes;

    OptionsRefused(Routes routes) {
        this.routes = routes;
    }

    @ServerRequestFilter(preMatching = true, priority = FilterOrder.OPTIONS)
    public void refuse(ContainerRequestContext request, RoutingContext routing) {
        if (HttpMethod.OPTIONS.equals(request.getMethod())) {
            requireUnknown(routing.normalizedPath());
        }
    }

    private void requireUnknown(String path) {
        String allow = routes.allowedAt(path);
        if (!allow.isEmpty()) {
            throw new NotAllowedException(allow);
        }
    }
}
