package org.callroster.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * While the service is asked to stop but still serves ({@code quarkus.shutdown.delay}): lets every connection go with the
 * answer it carries. Balancers send new connections elsewhere, but know nothing of those that are open. HTTP/2 is left alone: the
 * JDK's own client took a GOAWAY for the failure of what it was about to send.
 */
@ApplicationScoped
class Drain {

    private static final int BEFORE_ALL_OTHERS = 1000;

    private volatile boolean stopping;

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    void install(@Observes Filters filters) {
        filters.register(this::letGo, BEFORE_ALL_OTHERS);
    }

    private void letGo(RoutingContext request) {
        if (stopping && request.request().version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        request.next();
    }
}
