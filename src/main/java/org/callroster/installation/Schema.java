package org.callroster.installation;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.error.DatabaseErrors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/** The database schema, in versions counted by Flyway. */
@ApplicationScoped
public class Schema {

    private static final int MORE_TRIES = 2;

    private final Database database;
    private final Flyway flyway;

    Schema(Database database, Flyway flyway) {
        this.database = database;
        this.flyway = flyway;
    }

    /**
     * Migrates the database to what this release needs, or refuses the start if migrations are off. A newer schema is accepted:
     * a release only adds to what the one before uses, so both can serve while one replaces the other.
     */
    public void prepare(Migrations when) throws Throwable {
        DatabaseFacts facts = facts();
        facts.check();
        try {
            if (isBehind()) {
                migrate(when, facts);
            }
        } catch (FlywayException failure) {
            throw DatabaseRefusal.of(failure);
        }
    }

    /** Retries, because on a busy machine the first connection may take longer than the connect timeout. */
    private DatabaseFacts facts() throws Throwable {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> Uni.createFrom()
                    .deferred(() -> database.first(DatabaseFacts.SQL))
                    .onFailure(DatabaseErrors::isUnavailable).retry().atMost(MORE_TRIES)
                    .map(row -> DatabaseFacts.of(row.orElseThrow())));
        } catch (Throwable failure) {
            throw DatabaseRefusal.of(failure);
        }
    }

    /** Whether scripts of this release have yet to run. Refuses the start if one of them was another when it ran. */
    private boolean isBehind() {
        List<ErrorCode> differences =
                flyway.validateWithResult().invalidMigrations.stream().map(script -> script.errorDetails.errorCode).toList();
        if (!differences.stream().allMatch(CoreErrorCode.RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED::equals)) {
            throw new StartRefused("the database was created by an unreleased version of Callroster and can't be migrated:"
                    + " create a new one, or move the folder of the embedded one (CALLROSTER_DATA_DIR) away");
        }
        return !differences.isEmpty();
    }

    private void migrate(Migrations when, DatabaseFacts facts) {
        if (when == Migrations.OFF) {
            throw refused();
        }
        facts.checkMayMigrate();
        flyway.migrate();
    }

    private StartRefused refused() {
        MigrationInfo current = flyway.info().current();
        MigrationInfo[] pending = flyway.info().pending();
        return new StartRefused("the database has "
                + (current == null ? "no schema yet" : "version " + current.getVersion() + " of the schema")
                + ", and this release needs version " + pending[pending.length - 1].getVersion()
                + "; CALLROSTER_MIGRATE is off: start this release once with CALLROSTER_MIGRATE=only");
    }
}
