package org.callroster.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

/** Starts the server on a free port of the loopback address. */
record ServerStart(DatabaseFolder folder, PostgresBinaries binaries, ServerAccount account) {

    private static final int PORTS_TO_TRY = 5;
    private static final long LOG_LIMIT_BYTES = 10L * 1024 * 1024;
    private static final int PATIENCE_SECONDS = 300; // after a power failure PostgreSQL first replays its write-ahead log

    /** Returns the port once the server answers. */
    int onFreePort(IntSupplier freePort) throws IOException {
        boundLog();
        for (int attempt = 1;; attempt++) {
            int port = freePort.getAsInt();
            long logged = logSize();
            ServerCommand start = account.attempt(pgCtl(port));
            if (start.succeeded()) {
                return port;
            }
            String reason = logFrom(logged);
            if (attempt == PORTS_TO_TRY || !reason.contains("Address already in use")) {
                throw new IllegalStateException(
                        "PostgreSQL in %s does not start: %s\n%s".formatted(folder.path(), start.output(), reason));
            }
        }
    }

    /** Another program may take the port before the server does, so the start tries several. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException("No free port on the loopback address", failure);
        }
    }

    /** pg_ctl starts the server in its own session, so that Ctrl-C in the terminal cannot stop it before the service. */
    private List<String> pgCtl(int port) {
        return List.of(binaries.program("pg_ctl"), "start", "--silent", "--wait",
                "--timeout=" + PATIENCE_SECONDS,
                "--pgdata=" + folder.data(),
                "--log=" + folder.log(),
                "--options=-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=".formatted(port));
    }

    private void boundLog() throws IOException {
        if (logSize() > LOG_LIMIT_BYTES) {
            Path older = folder.log().resolveSibling(folder.log().getFileName() + ".1");
            Files.move(folder.log(), older, REPLACE_EXISTING);
        }
    }

    private long logSize() throws IOException {
        return Files.exists(folder.log()) ? Files.size(folder.log()) : 0;
    }

    private String logFrom(long position) throws IOException {
        if (logSize() <= position) {
            return "";
        }
        try (InputStream log = Files.newInputStream(folder.log())) {
            log.skipNBytes(position);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
