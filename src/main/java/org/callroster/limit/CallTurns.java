package org.callroster.limit;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.http.Deadline;
import org.callroster.tenant.Tenant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets tenants share an instance: as many calls run at once as there are connections to the database, at most half of them of
 * one tenant, less if others call too, and tenants whose calls wait take turns. A call that was told to come back while it waited
 * does nothing in its turn. Answers that are streamed take no turns; exports and bulks have limits of their own.
 */
@ApplicationScoped
public class CallTurns {

    private static final int WAITING_PER_CONNECTION = 50;
    private static final int MOST_LONG_WAITING = 200;

    private final CurrentVertxRequest current;
    private final FairQueue turns;
    /** Of its own, because a call that has a turn may end a session. With one queue such calls would wait for each other for ever. */
    private final FairQueue open;
    private final FairQueue longWork;

    CallTurns(@ConfigProperty(name = "quarkus.datasource.reactive.max-size", defaultValue = "20") int connections,
            CurrentVertxRequest current, MeterRegistry meters) {
        this.current = current;
        turns = queue(connections);
        open = queue(connections);
        int processors = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        longWork = new FairQueue(processors, processors, MOST_LONG_WAITING);
        Gauge.builder("callroster.calls.waiting", () -> turns.waiting() + open.waiting() + longWork.waiting())
                .description("Calls that wait for others of their tenant, or for a turn").register(meters);
    }

    private static FairQueue queue(int connections) {
        return new FairQueue(connections, Math.max(1, connections / 2), connections * WAITING_PER_CONNECTION);
    }

    /** Runs a call in its turn. Fails with 503 if too many wait. Never call it inside such a call. */
    public <T> Uni<T> take(Tenant tenant, Supplier<Uni<T>> call) {
        return take(turns, tenant, call);
    }

    /** The same for work that needs no token. Never call it inside such work. */
    public <T> Uni<T> takeOpen(Tenant tenant, Supplier<Uni<T>> work) {
        return take(open, tenant, work);
    }

    /**
     * The same inside a call, for work that keeps a processor busy for tens of milliseconds. It runs on half of the processors only, so
     * that other calls find the rest free.
     */
    public <T> Uni<T> takeLong(Tenant tenant, Supplier<Uni<T>> work) {
        return take(longWork, tenant, work);
    }

    private <T> Uni<T> take(FairQueue queue, Tenant tenant, Supplier<Uni<T>> work) {
        Optional<RoutingContext> request = Optional.ofNullable(current.getCurrent());
        return queue.take(tenant.id(), () -> request.filter(Deadline::isOver).isPresent()
                ? Uni.createFrom().failure(Deadline.tooLate()) : work.get());
    }
}
