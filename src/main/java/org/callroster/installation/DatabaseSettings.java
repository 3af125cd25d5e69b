package org.callroster.installation;

import java.util.List;

import org.callroster.embedded.EmbeddedPostgres;
import org.eclipse.microprofile.config.Config;
import org.postgresql.ds.PGSimpleDataSource;

import io.vertx.pgclient.PgConnectOptions;

/** The settings of the two database clients. */
public final class DatabaseSettings {

    private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";

    private DatabaseSettings() {
    }

    /** Passes the embedded database's settings on as system properties, before the service starts. */
    public static void useEmbedded(EmbeddedPostgres database) {
        System.setProperty("callroster.embedded", "true");
        System.setProperty(REACTIVE_URL, database.reactiveUrl());
        System.setProperty("quarkus.datasource.username", database.username());
        System.setProperty("quarkus.datasource.password", database.password());
    }

    /**
     * Fails with {@link IllegalStateException} if a reactive URL is malformed. The message omits it: it may hold a password.
     */
    public static void check(Config config) {
        try {
            config.getOptionalValues(REACTIVE_URL, String.class).orElse(List.of())
                    .forEach(url -> PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", "")));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "QUARKUS_DATASOURCE_REACTIVE_URL must be like postgresql://host:5432/database", e);
        }
    }

    /** The migrations run at the JDBC URL if it is set, otherwise at the URL that serves the calls. */
    static PGSimpleDataSource forMigrations(Config config) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                .orElseGet(() -> jdbcUrl(config.getValue(REACTIVE_URL, String.class))));
        config.getOptionalValue("quarkus.datasource.username", String.class).ifPresent(database::setUser);
        config.getOptionalValue("quarkus.datasource.password", String.class).ifPresent(database::setPassword);
        return database;
    }

    /**
     * Converts {@code postgresql://host/db?…} to a JDBC URL, also with {@code postgres:} or the prefix {@code vertx-reactive:}.
     */
    static String jdbcUrl(String reactiveUrl) {
        return "jdbc:" + reactiveUrl.replaceFirst("^vertx-reactive:", "").replaceFirst("^postgres:", "postgresql:");
    }
}
