package org.callroster.ops;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/** Ready while the database answers the pool that serves the calls. A silent database counts as unavailable. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Database database;

    DatabaseReadiness(Database database) {
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.first("select 1")
                .ifNoItem().after(PATIENCE).fail()
                .map(answered -> true)
                .onFailure().recoverWithItem(false)
                .map(up -> HealthCheckResponse.named("database").status(up).build());
    }
}
