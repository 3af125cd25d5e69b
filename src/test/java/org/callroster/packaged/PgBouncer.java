package org.callroster.packaged;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.callroster.Eventually;

/** A PgBouncer in front of a database server, in transaction mode, with fewer connections to the server than from clients. */
final class PgBouncer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CONFIGURATION = """
            [databases]
            callroster = host=127.0.0.1 port=%d dbname=callroster
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = %s
            pool_mode = transaction
            default_pool_size = 4
            max_client_conn = 200
            server_login_retry = 1
            ignore_startup_parameters = extra_float_digits,statement_timeout,idle_in_transaction_session_timeout
            """;

    private final int port = Service.freePort();
    private final List<String> command;
    private final File log;
    private Process process;

    private PgBouncer(Path program, DatabaseServer server, int serverPort, Installation here) {
        Path accounts = here.file("accounts.txt", "\"%s\" \"%s\"%n".formatted(server.username(), server.password()));
        Path settings = here.file("pgbouncer.ini", CONFIGURATION.formatted(serverPort, port, accounts));
        log = here.file("pgbouncer.log", "").toFile();
        command = new ArrayList<>(server.asItsOwner());
        command.addAll(List.of(program.toString(), settings.toString()));
        start();
    }

    /** The installed program, empty if there is none. */
    static Optional<Path> program() {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":")).map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable).findFirst();
    }

    static PgBouncer before(DatabaseServer server, Installation here) {
        return before(server, server.port(), here);
    }

    /** Reaches the server by this port. */
    static PgBouncer before(DatabaseServer server, int serverPort, Installation here) {
        return new PgBouncer(program().orElseThrow(), server, serverPort, here);
    }

    /** Older versions than 1.21 need the last two. The check of the schema bypasses PgBouncer. */
    Map<String, String> settings(int serverPort) {
        return Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + port + "/callroster",
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + serverPort + "/callroster",
                "QUARKUS_DATASOURCE_REACTIVE_CACHE_PREPARED_STATEMENTS", "false",
                "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_USE_LAYER7_PROXY", "true");
    }

    void start() {
        try {
            process =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                            .start();
            Eventually.holds(PATIENCE, this::accepts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
