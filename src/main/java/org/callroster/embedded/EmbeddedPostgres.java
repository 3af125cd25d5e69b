package org.callroster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.jboss.logging.Logger;

/** A real PostgreSQL server whose files live in one folder. It listens on the loopback address only. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(60);
    private static final Duration CLEARING = Duration.ofSeconds(10);
    private static final Duration JOINING = Duration.ofSeconds(60);
    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);

    private final DatabaseFolder folder;
    private final int port;
    private final String password;
    private FolderLock lock; // null if another process owns the server, or after close

    private EmbeddedPostgres(DatabaseFolder folder, int port, FolderLock lock) throws IOException {
        this.folder = folder;
        this.port = port;
        this.password = DatabaseFiles.password(folder);
        this.lock = lock;
    }

    /**
     * Starts the server in the folder, which is created if it is missing. Stops a server that a killed process left there.
     *
     * @throws IllegalStateException if another running Callroster holds the folder, or the folder cannot be used
     */
    public static EmbeddedPostgres start(Path dataDir) {
        try {
            DatabaseFolder folder = DatabaseFolder.open(dataDir);
            ServerAccount account = ServerAccount.forFolder(folder.path());
            FolderLock lock = FolderLock.tryTake(folder).orElseThrow(() -> new IllegalStateException(
                    "Another Callroster is running on the folder %s. Stop it, or choose another folder.".formatted(dataDir)));
            if (account.isShared()) {
                LOG.warnf("The database in %s belongs to the user nobody, which other programs may use as well; create"
                        + " a system account named %s to separate it", folder.path(), SystemAccount.NAME);
            }
            return started(folder, account, lock);
        } catch (IOException | UncheckedIOException failure) {
            throw unusable(dataDir, failure);
        }
    }

    /**
     * For short administrative commands: uses the server of a Callroster that runs on the folder, and leaves it running when
     * closed. Without one, does the same as {@link #start}.
     *
     * @throws IllegalStateException if the server of a running Callroster is not ready within a minute, or the folder cannot be
     *     used
     */
    public static EmbeddedPostgres join(Path dataDir) {
        try {
            DatabaseFolder folder = DatabaseFolder.open(dataDir);
            return joined(folder, ServerAccount.forFolder(folder.path()));
        } catch (IOException | UncheckedIOException failure) {
            throw unusable(dataDir, failure);
        }
    }

    public String reactiveUrl() {
        return "postgresql://127.0.0.1:%d/%s".formatted(port, DatabaseFiles.DATABASE);
    }

    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    public String username() {
        return DatabaseFiles.USER;
    }

    public String password() {
        return password;
    }

    /**
     * Stops the server if this object started it, and waits until it has ended. May be called twice, and while the JVM ends.
     */
    @Override
    public synchronized void close() {
        if (lock == null) {
            return;
        }
        FolderLock held = lock;
        lock = null;
        try {
            letGo(folder, held);
            LOG.infof("PostgreSQL in %s stopped", folder.path());
        } catch (IOException failure) {
            throw unusable(folder.path(), failure);
        }
    }

    private static EmbeddedPostgres started(DatabaseFolder folder, ServerAccount account, FolderLock lock) throws IOException {
        try {
            return new EmbeddedPostgres(folder, startServer(folder, account), lock);
        } catch (IOException | RuntimeException | Error failure) {
            try {
                letGo(folder, lock); // otherwise a server that is slow to start would be left running
            } catch (IOException | RuntimeException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }

    private static int startServer(DatabaseFolder folder, ServerAccount account) throws IOException {
        long began = System.nanoTime();
        PostgresBinaries.refuseFilesOfAnother(folder);
        account.own(folder.lock());
        Postmaster.clear(folder, CLEARING);
        folder.removeUnfinished();
        PostgresBinaries binaries = PostgresBinaries.unpackedIn(folder);
        account.own(folder);
        DatabaseFiles.ensure(folder, binaries, account);
        int port = new ServerStart(folder, binaries, account).onFreePort(ServerStart::freePort);
        LOG.infof("PostgreSQL %s in %s started on port %d in %d ms", PostgresBinaries.VERSION, folder.path(), port,
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        return port;
    }

    /** Releases the lock last, so that its next holder finds no server running. */
    private static void letGo(DatabaseFolder folder, FolderLock lock) throws IOException {
        try {
            Optional<Postmaster> server = Postmaster.in(folder);
            if (server.isPresent()) {
                server.get().stop(CLOSING);
            }
        } finally {
            lock.close();
        }
    }

    /** Polls: the other Callroster may be about to start its server, or to end and release the lock. */
    private static EmbeddedPostgres joined(DatabaseFolder folder, ServerAccount account) throws IOException {
        long end = System.nanoTime() + JOINING.toNanos();
        do {
            Optional<FolderLock> lock = FolderLock.tryTake(folder);
            if (lock.isPresent()) {
                return started(folder, account, lock.get());
            }
            Optional<Postmaster> server = Postmaster.in(folder).filter(Postmaster::ready);
            if (server.isPresent()) {
                return new EmbeddedPostgres(folder, server.get().port(), null);
            }
            Postmaster.pause();
        } while (System.nanoTime() < end);
        throw new IllegalStateException(
                "The Callroster that runs on the folder %s has no database ready. Try again later.".formatted(folder.path()));
    }

    private static IllegalStateException unusable(Path folder, Exception failure) {
        String reason = failure instanceof AccessDeniedException denied
                ? "no permission for " + denied.getFile() : failure.toString();
        return new IllegalStateException("The database folder %s cannot be used: %s".formatted(folder, reason), failure);
    }
}
