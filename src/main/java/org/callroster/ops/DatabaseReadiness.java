package org.callroster.ops;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Statements;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/** Ready while the database answers the pool that serves the calls. A silent database counts as unavailable. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Statements statements;

    DatabaseReadiness(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return statements.first("select 1")
                .ifNoItem().after(PATIENCE).fail()
                .map(answered -> true)
                .onFailure().recoverWithItem(false)
                .map(up -> HealthCheckResponse.named("database").status(up).build());
    }
}
