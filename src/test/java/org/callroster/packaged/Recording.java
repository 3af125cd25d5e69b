package org.callroster.packaged;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What a JVM learns in one life of the packaged service is kept for later ones, if the build is told to (profile {@code aot}). From 25
 * on the JDK writes a cache when it ends; before, classes are archived from the list of those that were loaded. Either remembers the
 * class path as it was given: recorded and used in the jar's own folder, it serves wherever that folder is.
 */
final class Recording {

    private static final Path FOLDER = Path.of("target", "quarkus-app").toAbsolutePath();
    private static final String JAR = "quarkus-run.jar";
    private static final Path CLASSES = Path.of("target", "classes.lst").toAbsolutePath();
    private static final boolean WANTED = Boolean.getBoolean("callroster.recording");
    private static final boolean BY_CACHE = Runtime.version().feature() >= 25;

    private Recording() {
    }

    /** Archives and images keep whole seconds of a file's time, and the JVM wants its jars to be as old as they were. */
    static void prepare() throws IOException {
        if (WANTED) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                for (Path file : files.toList()) {
                    Files.setLastModifiedTime(file,
                            FileTime.from(Files.getLastModifiedTime(file).toInstant().truncatedTo(SECONDS)));
                }
            }
        }
    }

    /** For the JVM that serves. */
    static Optional<String> option() {
        return WANTED ? Optional.of(BY_CACHE ? "-XX:AOTCacheOutput=app.aot" : "-XX:DumpLoadedClassList=" + CLASSES)
                : Optional.empty();
    }

    /** Where that JVM runs: in this folder, unless it records. */
    static Path workingDirectory(Path folder) {
        return WANTED ? FOLDER : folder;
    }

    /** What that JVM runs: this jar, by its name alone if it records. */
    static Path jar(Path jar) {
        return WANTED ? jar.getFileName() : jar;
    }

    /** After that JVM has ended. */
    static void keep() throws IOException, InterruptedException {
        if (!WANTED) {
            return;
        }
        if (!BY_CACHE) {
            archive();
        }
        useElsewhere();
    }

    private static void archive() throws IOException, InterruptedException {
        java(FOLDER, "-Xshare:dump", "-Xlog:disable", "-XX:SharedClassListFile=" + CLASSES, "-XX:SharedArchiveFile=app.jsa",
                "-cp", JAR);
    }

    /** A JVM that is told that it must use what was kept ends with an error where it can't. */
    private static void useElsewhere() throws IOException, InterruptedException {
        Path elsewhere = Files.move(FOLDER, FOLDER.resolveSibling("elsewhere"));
        try {
            java(elsewhere, BY_CACHE ? "-XX:AOTMode=on" : "-Xshare:on",
                    BY_CACHE ? "-XX:AOTCache=app.aot" : "-XX:SharedArchiveFile=app.jsa",
                    "-jar", JAR, "--help");
        } finally {
            Files.move(elsewhere, FOLDER);
        }
    }

    private static void java(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        assertEquals(0,
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO().redirectOutput(Redirect.DISCARD).start()
                        .waitFor(),
                () -> String.join(" ", command));
    }
}
