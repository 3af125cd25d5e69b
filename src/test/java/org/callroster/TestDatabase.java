package org.callroster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import org.callroster.ops.EmbeddedPostgres;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** The real PostgreSQL all tests share, with two tenants: the example contact centre, and a rival that must see none of it. */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private static final Path FOLDER = Path.of("target", "test-data");
    private static final Path TENANTS = Path.of("target", "test-tenants");

    private static EmbeddedPostgres database;

    @Override
    public Map<String, String> start() {
        database = EmbeddedPostgres.start(FOLDER);
        execute("drop schema public cascade; create schema public");
        copyTenants();
        return Map.of(
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password(),
                "callroster.data-dir", FOLDER.toString(),
                "callroster.bootstrap.file", TENANTS.toString());
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }

    /** A connection beside the service's, to prepare what no call can or to look at what was written. */
    public static Connection connection() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    public static void execute(String sql) {
        try (Connection connection = connection()) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copyTenants() {
        try {
            Files.createDirectories(TENANTS);
            for (Path file : new Path[] { Path.of("examples/example.com.json"),
                    Path.of("src/test/resources/tenants/rival.example.json") }) {
                Files.copy(file, TENANTS.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
