package org.callroster.installation;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;

/** Where Flyway runs the migrations. It connects by itself, so that the pool of JDBC connections stays empty. */
@Singleton
class MigrationDatabase implements FlywayConfigurationCustomizer {

    private final Config config;

    MigrationDatabase(Config config) {
        this.config = config;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        flyway.dataSource(jdbcUrl(config.getValue("quarkus.datasource.jdbc.url", String.class)),
                config.getOptionalValue("quarkus.datasource.username", String.class).orElse(null),
                config.getOptionalValue("quarkus.datasource.password", String.class).orElse(null));
    }

    /** A URL that was derived from the reactive one may have {@code postgres:} or the prefix {@code vertx-reactive:}. */
    static String jdbcUrl(String url) {
        return url.replaceFirst("^jdbc:(vertx-reactive:)?postgres(ql)?:", "jdbc:postgresql:");
    }
}
