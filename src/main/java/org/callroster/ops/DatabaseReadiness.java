package org.callroster.ops;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.database.LostTenants;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * Ready while the database answers the pool that serves the calls, and can be written. A silent database counts as unavailable.
 * While it cannot reach some tenants, the service stays ready for the others, and says so.
 */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /** On for a standby that is not promoted, too. */
    private static final String READ_ONLY = "select current_setting('transaction_read_only')::boolean as read_only";

    private final Database database;
    private final LostTenants lost;

    DatabaseReadiness(Database database, LostTenants lost) {
        this.database = database;
        this.lost = lost;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.first(READ_ONLY)
                .ifNoItem().after(PATIENCE).fail()
                .map(row -> row.orElseThrow().getBoolean("read_only") ? down().withData("note", "it is read-only") : up())
                .onFailure().recoverWithItem(DatabaseReadiness::down)
                .map(HealthCheckResponseBuilder::build);
    }

    private HealthCheckResponseBuilder up() {
        long tenants = lost.count();
        HealthCheckResponseBuilder up = database(true);
        return tenants == 0 ? up : up.withData("note", "some tenants are unavailable").withData("unavailableTenants", tenants);
    }

    private static HealthCheckResponseBuilder down() {
        return database(false);
    }

    private static HealthCheckResponseBuilder database(boolean up) {
        return HealthCheckResponse.named("database").status(up);
    }
}
