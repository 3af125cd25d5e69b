package org.callroster.ops;

import org.callroster.http.RequestFilters;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * While the service is asked to stop but still serves ({@code quarkus.shutdown.delay}): lets every connection go with the
 * answer it carries, as balancers send new connections elsewhere but know nothing of those that are open. From half of that time
 * on it takes no new connection: of clients without a balancer there would always be another that finds the service gone.
 *
 * <p>HTTP/2 connections get no such notice: the JDK's own client took a GOAWAY for the failure of what it was about to send.
 */
@ApplicationScoped
class Drain {


    private final Duration delay;
    private volatile boolean stopping;
    private volatile long fullFrom;

    Drain(@ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this.delay = delay.orElse(Duration.ZERO);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        fullFrom = System.nanoTime() + delay.toNanos() / 2;
        stopping = true;
    }

    void install(@Observes Filters filters) {
        filters.register(this::letGo, RequestFilters.DRAIN);
    }

    private void letGo(RoutingContext request) {
        if (stopping) {
            if (request.request().version() != HttpVersion.HTTP_2) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            if (System.nanoTime() - fullFrom > 0) {
                stopListening(request.request().connection());
            }
        }
        request.next();
    }

    /** Where it came from; Vert.x itself knows only how to close a server with all its connections. */
    private static void stopListening(HttpConnection connection) {
        if (connection instanceof ConnectionBase own && own.channel().parent() != null) {
            own.channel().parent().close();
        }
    }
}
