package org.callroster.ops;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.callroster.connection.Channels;
import org.callroster.connection.FilterOrder;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.netty.channel.Channel;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Drains connections while the service still serves after it was asked to stop ({@code quarkus.shutdown.delay}). Every answer
 * closes its connection, because balancers send new connections elsewhere but keep using open ones. In the second half of the
 * delay the service accepts no new connections; otherwise clients without a balancer would keep connecting until it is gone.
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
        filters.register(this::letGo, FilterOrder.DRAIN);
    }

    private void letGo(RoutingContext request) {
        if (stopping) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            if (System.nanoTime() - fullFrom > 0) {
                stopListening(request.request().connection());
            }
        }
        request.next();
    }

    /**
     * Closes the server channel that accepted the connection. Vert.x itself can only close a server with all its connections.
     */
    private static void stopListening(HttpConnection connection) {
        Channel server = Channels.of(connection).channel().parent();
        if (server != null) {
            server.close();
        }
    }
}
