package org.callroster.installation;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.callroster.error.DatabaseErrors;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.flyway.runtime.FlywayContainerProducer;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;

/**
 * The database schema, in versions counted by Flyway. Looks up the version without Flyway, which is slow to start and rarely
 * needed.
 */
@ApplicationScoped
public class Schema {

    /** Version of the newest script in db/migration. */
    static final int NEEDED = 1;

    private static final String APPLIED = "select coalesce(max(version::int), 0) from flyway_schema_history where success";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final int MORE_TRIES = 2;

    private final Pool pool;
    private final Config config;
    private final Instance<FlywayContainerProducer> flyways;
    private int version;

    Schema(Pool pool, Config config, Instance<FlywayContainerProducer> flyways) {
        this.pool = pool;
        this.config = config;
        this.flyways = flyways;
    }

    /**
     * Migrates the database to what this release needs, or refuses the start if migrations are off. A newer schema is accepted:
     * a release only adds to what the one before uses, so both can serve while one replaces the other.
     */
    public void prepare(Migrations when) throws Throwable {
        DatabaseFacts facts = asked(this::facts);
        facts.check();
        version = asked(this::found);
        if (version < NEEDED) {
            if (when == Migrations.OFF) {
                throw refused(version);
            }
            facts.checkMayMigrate();
            migrate();
            version = NEEDED;
        }
    }

    /** Retries, because on a busy machine the first connection may take longer than the connect timeout. */
    private static <T> T asked(Supplier<Uni<T>> question) throws Throwable {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> Uni.createFrom().deferred(() -> question.get())
                    .onFailure(DatabaseErrors::isUnavailable).retry().atMost(MORE_TRIES));
        } catch (Throwable failure) {
            throw DatabaseRefusal.of(failure);
        }
    }

    private void migrate() {
        try {
            flyway().migrate();
        } catch (FlywayException failure) {
            throw DatabaseRefusal.of(failure);
        }
    }

    /** The version after {@link #prepare}. */
    int version() {
        return version;
    }

    /** Created only when needed: an injected {@link Flyway} would be created at every start. */
    private Flyway flyway() {
        return flyways.get()
                .createFlyway(DatabaseSettings.forMigrations(config), DataSourceUtil.DEFAULT_DATASOURCE_NAME, true, false)
                .getFlyway();
    }

    private Uni<DatabaseFacts> facts() {
        return pool.query(DatabaseFacts.SQL).execute().map(rows -> DatabaseFacts.of(rows.iterator().next()));
    }

    /** 0 if there are no tables yet. */
    private Uni<Integer> found() {
        return pool.query(APPLIED).execute().map(rows -> rows.iterator().next().getInteger(0))
                .onFailure(Schema::isUndefinedTable).recoverWithItem(0);
    }

    private static boolean isUndefinedTable(Throwable failure) {
        return failure instanceof PgException refusal && UNDEFINED_TABLE.equals(refusal.getSqlState());
    }

    private static StartRefused refused(int found) {
        return new StartRefused("the database has " + (found == 0 ? "no schema yet" : "version " + found + " of the schema")
                + ", and this release needs version " + NEEDED
                + "; CALLROSTER_MIGRATE is off: start this release once with CALLROSTER_MIGRATE=only");
    }
}
