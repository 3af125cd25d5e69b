package org.callroster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

/** The folder of one embedded database: its files, the unpacked server, password, log and lock. */
record DatabaseFolder(Path path) {

    private static final Set<PosixFilePermission> SECRET = PosixFilePermissions.fromString("rw-------");
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(SECRET);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final String UNFINISHED = "new-";
    private static final Logger LOG = Logger.getLogger(DatabaseFolder.class);

    /**
     * Creates the folder if it is missing. Refuses one that holds other files, because its owner and mode are about to change.
     */
    static DatabaseFolder open(Path wanted) throws IOException {
        Path path = wanted.toAbsolutePath().normalize();
        create(path);
        DatabaseFolder folder = new DatabaseFolder(path.toRealPath());
        folder.refuseIfForeign();
        folder.closeToOthers();
        return folder;
    }

    Path lock() {
        return path.resolve("callroster.lock");
    }

    Path password() {
        return path.resolve("database-password");
    }

    Path data() {
        return path.resolve("pgdata");
    }

    Path log() {
        return path.resolve("postgresql.log");
    }

    Path server(String version) {
        return path.resolve("server-" + version);
    }

    /** What the database server must be able to use. */
    List<Path> parts() {
        return Stream.of(lock(), password(), log(), data(), server(PostgresBinaries.VERSION)).filter(Files::exists).toList();
    }

    /** A new folder for content that must appear completely or not at all: see {@link #finish}. */
    Path unfinished() throws IOException {
        return Files.createTempDirectory(path, UNFINISHED);
    }

    /** Gives the completed folder its final name. The new name survives a power failure right after. */
    void finish(Path unfinished, Path name) throws IOException {
        Files.move(unfinished, name, ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(path, READ)) {
            entries.force(true);
        }
    }

    void removeUnfinished() throws IOException {
        removeAll(entry -> entry.startsWith(UNFINISHED));
    }

    void removeServersOtherThan(Path current) throws IOException {
        removeAll(entry -> entry.startsWith("server-") && !current.endsWith(entry));
    }

    private static void create(Path path) throws IOException {
        Files.createDirectories(path.getParent() == null ? path : path.getParent());
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException existing) {
            LOG.debugf("The folder %s exists", path);
        }
    }

    private void refuseIfForeign() throws IOException {
        if (Files.exists(lock())) {
            return;
        }
        for (String entry : entries()) {
            if (isForeign(entry)) {
                throw new IllegalStateException(
                        "The folder %s holds other files (%s). Name an empty or a new folder for the database."
                                .formatted(path, entry));
            }
        }
    }

    /**
     * Ignores hidden files and lost+found, which empty volumes may hold, and secrets that the service may already have written.
     */
    private boolean isForeign(String entry) throws IOException {
        return !entry.startsWith(".") && !entry.equals("lost+found")
                && !Files.getPosixFilePermissions(path.resolve(entry), NOFOLLOW_LINKS).equals(SECRET);
    }

    private void closeToOthers() throws IOException {
        if (Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
        } catch (IOException notOurs) {
            // a mounted volume may belong to another user; every secret in it has its own permissions
            LOG.debugf("The folder %s stays open to others: %s", path, notOurs);
        }
    }

    private void removeAll(Predicate<String> names) throws IOException {
        for (String entry : entries()) {
            if (names.test(entry)) {
                remove(path.resolve(entry));
            }
        }
    }

    private static void remove(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException failure) {
            // an initdb that outlived its killed parent may still be writing there; the next start removes it
            LOG.debugf("%s is left to the next start: %s", tree, failure);
        }
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
