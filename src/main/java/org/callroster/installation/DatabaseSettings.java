package org.callroster.installation;

import java.util.List;

import org.callroster.embedded.EmbeddedPostgres;
import org.eclipse.microprofile.config.Config;

import io.vertx.pgclient.PgConnectOptions;

/** Where the database is. */
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
}
