package org.callroster.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a JVM learns in one life of the packaged service is kept for later ones, if the build is told to (profile {@code aot}). From 25
 * on the JDK writes a cache when it ends; before, classes are archived from the list of those that were loaded.
 */
final class Recording {

    private static final Path FOLDER = Path.of("target", "quarkus-app").toAbsolutePath();
    private static final Path CACHE = FOLDER.resolve("app.aot");
    private static final Path ARCHIVE = FOLDER.resolve("app.jsa");
    private static final Path CLASSES = Path.of("target", "classes.lst").toAbsolutePath();
    private static final boolean WANTED = Boolean.getBoolean("callroster.recording");
    private static final boolean BY_CACHE = Runtime.version().feature() >= 25;

    private Recording() {
    }

    /** For the JVM that serves. */
    static Optional<String> option() {
        return WANTED ? Optional.of(BY_CACHE ? "-XX:AOTCacheOutput=" + CACHE : "-XX:DumpLoadedClassList=" + CLASSES)
                : Optional.empty();
    }

    /** After that JVM has ended. */
    static void keep() throws IOException, InterruptedException {
        if (!WANTED) {
            return;
        }
        if (!BY_CACHE) {
            archive();
        }
        assertTrue(Files.exists(BY_CACHE ? CACHE : ARCHIVE), "nothing was kept in " + FOLDER);
    }

    /** Without lambdas: the JDK breaks off at those of a signed jar. */
    private static void archive() throws IOException, InterruptedException {
        List<String> classes = Files.readAllLines(CLASSES);
        Files.write(CLASSES, classes.stream().filter(line -> !line.startsWith("@lambda")).toList());
        Process dump = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:dump",
                "-Xlog:disable", "-XX:SharedClassListFile=" + CLASSES, "-XX:SharedArchiveFile=" + ARCHIVE, "-cp",
                "quarkus-run.jar")
                .directory(FOLDER.toFile()).inheritIO().start();
        assertEquals(0, dump.waitFor());
    }
}
