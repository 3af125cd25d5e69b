package org.callroster.packaged;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import org.callroster.Eventually;
import org.callroster.embedded.EmbeddedPostgres;
import org.callroster.embedded.Superuser;

/** An external PostgreSQL for one test. It can be killed, and restarts on the same port. */
final class DatabaseServer implements AutoCloseable {

    static final String SECRET = "a-secret-of-forty-one-characters-or-more-0001";
    private static final String MASTER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Installation here;
    private final EmbeddedPostgres server;
    private final List<Service> services = new ArrayList<>();
    private List<String> command;

    private DatabaseServer(Installation here) {
        this.here = here;
        this.server = EmbeddedPostgres.start(here.data());
    }

    static DatabaseServer start(String test) {
        return startIn(Installation.empty(test));
    }

    /** A server whose role may also create databases and roles. */
    static DatabaseServer startOfMany(String test) throws IOException {
        Installation here = Installation.empty(test);
        Superuser.letMakeDatabases(here.data());
        return startIn(here);
    }

    static DatabaseServer startIn(Installation here) {
        return new DatabaseServer(here);
    }

    /** A service on this database. The first one creates the tenant localhost with its administrator admin. */
    Service service() {
        return service(Map.of());
    }

    Service service(Map<String, String> more, String... command) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", server.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME", server.username(),
                "QUARKUS_DATASOURCE_PASSWORD", server.password(),
                "CALLROSTER_MASTER_KEY", MASTER_KEY,
                "CALLROSTER_ISSUER", "https://roster.example",
                "CALLROSTER_BOOTSTRAP_API_SECRET", SECRET));
        settings.putAll(more);
        Service service = here.start(settings, command);
        services.add(service);
        return service;
    }

    /** Sends SIGKILL to all its processes at once. */
    void kill() {
        ProcessHandle main = here.postmasters().get(0);
        command =
                Stream.concat(Stream.of(main.info().command().orElseThrow()), Stream.of(main.info().arguments().orElseThrow()))
                        .toList();
        List<ProcessHandle> all = Stream.concat(Stream.of(main), main.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** Restarts the killed server, and does not wait for it. */
    void restart() {
        try {
            ProcessBuilder again = new ProcessBuilder(Stream.concat(asItsOwner().stream(), command.stream()).toList())
                    .directory(new File("/")).redirectErrorStream(true)
                    .redirectOutput(Files.createTempFile(here.folder(), "postgresql", ".log").toFile());
            again.environment().put("LC_ALL", "C");
            again.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prefix for a command that runs as the owner of the files, because PostgreSQL refuses to run as root. */
    List<String> asItsOwner() {
        try {
            Path files = here.data().resolve("pgdata");
            Object owner = Files.getAttribute(files, "unix:uid");
            if (!owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                return List.of("setpriv", "--reuid", owner.toString(), "--regid",
                        Files.getAttribute(files, "unix:gid").toString(), "--clear-groups", "--");
            }
            return owner.equals(0) ? List.of("unshare", "-U", "--") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String username() {
        return server.username();
    }

    String password() {
        return server.password();
    }

    void awaitAccepting() {
        Eventually.holds(PATIENCE, this::accepts);
    }

    private boolean accepts() {
        try (Connection connection = connection()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    int port() {
        return java.net.URI.create(server.reactiveUrl()).getPort();
    }

    int count(String rows) {
        return Integer.parseInt(column("select count(*) from " + rows).get(0));
    }

    /** The first column, as text. */
    List<String> column(String sql) {
        try (Connection connection = connection(); ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = connection()) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In another database of this server. */
    void in(String database, String sql) {
        try (Connection connection = connection(database)) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connection() throws SQLException {
        return connection("callroster");
    }

    private Connection connection(String database) throws SQLException {
        Properties account = new Properties();
        account.put("user", server.username());
        account.put("password", server.password());
        account.put("connectTimeout", "1");
        return DriverManager.getConnection(server.jdbcUrl().replaceFirst("/[^/]*$", "/" + database), account);
    }

    @Override
    public void close() {
        services.forEach(Service::close);
        server.close();
    }
}
