package org.callroster.ops;

import org.eclipse.microprofile.config.Config;
import org.postgresql.ds.PGSimpleDataSource;

/** The settings of the two database clients. */
final class DatabaseSettings {

    private DatabaseSettings() {
    }

    /** Hands them on as system properties, before the service starts. */
    static void useEmbedded(EmbeddedPostgres database) {
        System.setProperty("callroster.embedded", "true");
        System.setProperty("quarkus.datasource.reactive.url", database.reactiveUrl());
        System.setProperty("quarkus.datasource.username", database.username());
        System.setProperty("quarkus.datasource.password", database.password());
    }

    /** Where the migrations run: at the JDBC URL, if there is one, else where calls do. */
    static PGSimpleDataSource forMigrations(Config config) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                .orElseGet(() -> jdbcUrl(config.getValue("quarkus.datasource.reactive.url", String.class))));
        config.getOptionalValue("quarkus.datasource.username", String.class).ifPresent(database::setUser);
        config.getOptionalValue("quarkus.datasource.password", String.class).ifPresent(database::setPassword);
        return database;
    }

    /** {@code postgresql://host/db?…}, also as {@code postgres:} and behind {@code vertx-reactive:}, as a JDBC URL. */
    static String jdbcUrl(String reactiveUrl) {
        return "jdbc:" + reactiveUrl.replaceFirst("^vertx-reactive:", "").replaceFirst("^postgres:", "postgresql:");
    }
}
