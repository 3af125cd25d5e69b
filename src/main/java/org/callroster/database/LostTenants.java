package org.callroster.database;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.DatabaseErrors;
import org.callroster.error.ErrorCode;
import org.callroster.error.RetryLater;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/**
 * Tenants whose data the database could not reach, as when a database that is distributed by tenant has lost a node. Until one
 * of their statements succeeds, they share a few connections, and further calls are refused at once: if each waited for a
 * silent node, the other tenants would get no connection.
 */
@ApplicationScoped
public class LostTenants {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 10_000;
    private static final int CONNECTIONS = 2;
    /** Statements that take too long, in a row: one alone may just read too much. */
    private static final int TIMEOUTS = 5;

    /** By the tenants: the statements that failed since the last that succeeded, up to now. */
    private final Cache<UUID, Integer> failures;
    private final Semaphore connections = new Semaphore(CONNECTIONS);

    LostTenants(Ticker clock, MeterRegistry meters) {
        failures = Caffeine.newBuilder().ticker(clock).expireAfterWrite(REMEMBERED).maximumSize(MAX_REMEMBERED)
                .executor(Runnable::run).build();
        Gauge.builder("callroster.tenants.unavailable", this, LostTenants::count)
                .description("Tenants whose data the database could not reach within the last minute").register(meters);
    }

    /** How many there were within the last minute, and are still. */
    public long count() {
        return failures.asMap().values().stream().filter(LostTenants::isEnough).count();
    }

    /** Fails with 503 at once if the tenant is lost and enough calls are trying already. */
    <T> Uni<T> watch(UUID tenant, Uni<T> statement) {
        return Uni.createFrom().deferred(() -> isLost(tenant) ? oneOfFew(statement) : statement)
                .invoke(() -> failures.invalidate(tenant))
                .onFailure(DatabaseErrors::isPartUnavailable).invoke(() -> failed(tenant, TIMEOUTS))
                .onFailure(DatabaseErrors::isCanceled).invoke(() -> failed(tenant, 1));
    }

    private void failed(UUID tenant, int weight) {
        failures.asMap().merge(tenant, weight, Integer::sum);
    }

    private boolean isLost(UUID tenant) {
        return isEnough(failures.asMap().getOrDefault(tenant, 0));
    }

    private static boolean isEnough(int failed) {
        return failed >= TIMEOUTS;
    }

    private <T> Uni<T> oneOfFew(Uni<T> statement) {
        return connections.tryAcquire() ? statement.onTermination().invoke(connections::release)
                : Uni.createFrom().failure(LostTenants::refusal);
    }

    private static RetryLater refusal() {
        return new RetryLater(ErrorCode.UNAVAILABLE, "the data of this tenant is unavailable right now, try again");
    }
}
