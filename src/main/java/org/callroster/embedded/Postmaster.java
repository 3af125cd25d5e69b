package org.callroster.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/** The main process of a running server, as described by its file postmaster.pid. */
record Postmaster(Path pidFile, ProcessHandle process, int port, boolean ready) {

    private static final Duration LAST_RESORT = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 20;
    private static final String NUMBER = "\\d{1,9}";
    private static final Logger LOG = Logger.getLogger(Postmaster.class);

    /** Empty if no server runs. Checks the process, because a leftover file may name one that is now another program. */
    static Optional<Postmaster> in(DatabaseFolder folder) throws IOException {
        List<String> lines = lines(pidFile(folder));
        if (lines.size() < 4 || !lines.get(0).matches(NUMBER) || !lines.get(3).matches(NUMBER)) {
            return Optional.empty();
        }
        boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(process -> serves(process, lines.get(1)))
                .map(process -> new Postmaster(pidFile(folder), process, Integer.parseInt(lines.get(3)), ready));
    }

    /**
     * Stops a server that a killed process left behind. Call it before starting a server, while holding the folder's lock. A
     * file that names no server is removed, because PostgreSQL would not start while any process has that number.
     */
    static void clear(DatabaseFolder folder, Duration patience) throws IOException {
        Optional<Postmaster> left = in(folder);
        if (left.isPresent()) {
            LOG.infof("Stopping the PostgreSQL server (process %d) that was left in %s", left.get().process.pid(),
                    folder.path());
            left.get().stop(patience);
        }
        Files.deleteIfExists(pidFile(folder));
    }

    /**
     * Ends all connections and stops. If that takes too long, stops immediately, so that the next start has to run a recovery.
     */
    void stop(Duration patience) throws IOException {
        signal("INT");
        if (endsWithin(patience)) {
            return;
        }
        LOG.warnf("PostgreSQL (process %d) did not stop within %d s, stopping it at once", process.pid(), patience.toSeconds());
        signal("QUIT");
        if (!endsWithin(LAST_RESORT)) {
            throw new IllegalStateException("PostgreSQL (process %d) cannot be stopped".formatted(process.pid()));
        }
    }

    /** Waits, even in an interrupted thread. */
    static void pause() {
        new CompletableFuture<Void>().completeOnTimeout(null, POLL_MILLIS, TimeUnit.MILLISECONDS).join();
    }

    private static Path pidFile(DatabaseFolder folder) {
        return folder.data().resolve("postmaster.pid");
    }

    private static List<String> lines(Path pidFile) throws IOException {
        try {
            return Files.readAllLines(pidFile);
        } catch (NoSuchFileException noServer) {
            return List.of();
        }
    }

    private static boolean serves(ProcessHandle process, String dataFolder) {
        return process.info().arguments().map(Arrays::asList).orElse(List.of()).contains(dataFolder);
    }

    /** Does not use pg_ctl: it signals any process that has the number, and refuses to run as root. */
    private void signal(String name) throws IOException {
        ServerCommand kill = ServerCommand.run(List.of("sh", "-c", "kill -s %s %d".formatted(name, process.pid())));
        if (!kill.succeeded() && process.isAlive()) {
            throw new IllegalStateException(
                    "PostgreSQL (process %d) cannot be stopped: %s".formatted(process.pid(), kill.output()));
        }
    }

    private boolean endsWithin(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (process.isAlive() && Files.exists(pidFile)) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }
}
