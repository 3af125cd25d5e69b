package org.callroster.limit;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Tenant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/**
 * Lets tenants share an instance: as many calls run at once as there are connections to the database, at most half of them of
 * one tenant, less if others call too, and tenants whose calls wait take turns. Answers that are streamed take no turns; exports
 * and bulks have limits of their own.
 */
@ApplicationScoped
public class CallTurns {

    private static final int WAITING_PER_CONNECTION = 50;

    private final FairQueue turns;
    /** Of its own, because a call that has a turn may end a session. With one queue such calls would wait for each other for ever. */
    private final FairQueue open;

    CallTurns(@ConfigProperty(name = "quarkus.datasource.reactive.max-size", defaultValue = "20") int connections,
            MeterRegistry meters) {
        turns = queue(connections);
        open = queue(connections);
        Gauge.builder("callroster.calls.waiting", () -> turns.waiting() + open.waiting())
                .description("Calls that wait for others of their tenant, or for a turn").register(meters);
    }

    private static FairQueue queue(int connections) {
        return new FairQueue(connections, Math.max(1, connections / 2), connections * WAITING_PER_CONNECTION);
    }

    /** Runs a call in its turn. Fails with 503 if too many wait. Never call it inside such a call. */
    public <T> Uni<T> take(Tenant tenant, Supplier<Uni<T>> call) {
        return turns.take(tenant.id(), call);
    }

    /** The same for work that needs no token. Never call it inside such work. */
    public <T> Uni<T> takeOpen(Tenant tenant, Supplier<Uni<T>> work) {
        return open.take(tenant.id(), work);
    }
}
