package org.callroster.ops;

/** The settings of the two database clients, handed on as system properties before the service starts. */
final class DatabaseSettings {

    private DatabaseSettings() {
    }

    static void useEmbedded(EmbeddedPostgres database) {
        System.setProperty("callroster.embedded", "true");
        System.setProperty("quarkus.datasource.reactive.url", database.reactiveUrl());
        System.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
        System.setProperty("quarkus.datasource.username", database.username());
        System.setProperty("quarkus.datasource.password", database.password());
    }

    static void deriveJdbcUrl(String reactiveUrl) {
        System.setProperty("quarkus.datasource.jdbc.url", jdbcUrl(reactiveUrl));
    }

    /** {@code postgresql://host/db?…}, also as {@code postgres:} and behind {@code vertx-reactive:}, as a JDBC URL. */
    static String jdbcUrl(String reactiveUrl) {
        return "jdbc:" + reactiveUrl.replaceFirst("^vertx-reactive:", "").replaceFirst("^postgres:", "postgresql:");
    }
}
