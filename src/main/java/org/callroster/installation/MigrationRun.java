package org.callroster.installation;

import org.flywaydb.core.Flyway;

import io.quarkus.runtime.QuarkusApplication;

/**
 * {@code CALLROSTER_MIGRATE=only}: the start has run the migrations. Prints the schema version and ends; nothing else was
 * started.
 */
public class MigrationRun implements QuarkusApplication {

    private final Flyway flyway;

    MigrationRun(Flyway flyway) {
        this.flyway = flyway;
    }

    @Override
    public int run(String... args) {
        System.out.println("the database has version " + flyway.info().current().getVersion() + " of the schema");
        return 0;
    }
}
