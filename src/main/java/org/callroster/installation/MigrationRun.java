package org.callroster.installation;

import io.quarkus.runtime.QuarkusApplication;

/**
 * {@code CALLROSTER_MIGRATE=only}: the start has run the migrations. Prints the schema version and ends; nothing else was
 * started.
 */
public class MigrationRun implements QuarkusApplication {

    private final Schema schema;

    MigrationRun(Schema schema) {
        this.schema = schema;
    }

    @Override
    public int run(String... args) {
        System.out.println("the database has version " + schema.version() + " of the schema");
        return 0;
    }
}
