package org.callroster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import org.callroster.embedded.EmbeddedPostgres;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * The real PostgreSQL all tests share, with two tenants: the example contact centre, and a rival that must see none of it. Tests of
 * the packaged service start it more than once in a process.
 */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private static final Path FOLDER = Path.of("target", "test-data");
    private static final Path TENANTS = Path.of("target", "test-tenants");

    private static final String MASTER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static EmbeddedPostgres database;
    /** For all single statements; opened by the first. */
    private static Connection kept;
    /** For the plans of statements with parameters. */
    private static Connection planning;

    @Override
    public Map<String, String> start() {
        database = EmbeddedPostgres.start(FOLDER);
        SentStatements.listen(FOLDER);
        execute("drop schema public cascade; create schema public");
        copyTenants();
        Api.forgetTokens();
        return Map.of(
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password(),
                "callroster.data-dir", FOLDER.toString(),
                "callroster.issuer", "http://localhost:8080",
                "callroster.master-key", MASTER_KEY,
                "callroster.bootstrap.file", TENANTS.toString());
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
        kept = null;
        planning = null;
    }

    /** A connection beside the service's, to prepare what no call can or to look at what was written. */
    public static Connection connection() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    public static synchronized void execute(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of all rows, as text. */
    public static synchronized List<String> column(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters); ResultSet rows = statement.executeQuery()) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row, as text. */
    public static String value(String sql, Object... parameters) {
        return column(sql, parameters).get(0);
    }

    /** How a statement would be executed whatever its parameters {@code $1, $2 …} are, as JSON. */
    static synchronized String plan(String sql) {
        try (Statement statement = planning().createStatement();
                ResultSet plan = statement.executeQuery("explain (generic_plan, verbose, format json) " + sql)) {
            plan.next();
            return plan.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Connection planning() throws SQLException {
        if (planning == null) {
            planning = DriverManager.getConnection(database.jdbcUrl() + "?preferQueryMode=simple", database.username(),
                    database.password());
        }
        return planning;
    }

    /**
     * Returns when some session waits for a lock: the service has come to what a test's open transaction holds. Returns as well
     * when the call is answered, because not every call has to wait.
     */
    public static void awaitWaiter(CompletableFuture<?> call) {
        String waiters = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
        for (int i = 0; i < 1000 && !call.isDone() && value(waiters).equals("0"); i++) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        if (kept == null) {
            kept = connection();
        }
        PreparedStatement statement = kept.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
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
