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
 * Records what a JVM learns in one run of the packaged service, for later runs, if the build asks for it (profile {@code aot}).
 * JDK 25 or later writes a cache when it ends; before, the classes that were loaded are archived. Both store the class path as
 * it was given: recorded and used in the jar's own folder, they work wherever that folder is.
 */
final class Recording {

    private static final Path FOLDER = Path.of("target", "quarkus-app").toAbsolutePath();
    private static final String JAR = "quarkus-run.jar";
    private static final Path CLASSES = Path.of("target", "classes.lst").toAbsolutePath();
    static final boolean WANTED = Boolean.getBoolean("callroster.recording");
    private static final boolean BY_CACHE = Runtime.version().feature() >= 25;

    private Recording() {
    }

    /**
     * Truncates the times of the files to whole seconds, as archives and images do: the JVM requires that they do not change.
     */
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

    /** The option for the JVM that serves. */
    static Optional<String> option() {
        return WANTED ? Optional.of(BY_CACHE ? "-XX:AOTCacheOutput=app.aot" : "-XX:DumpLoadedClassList=" + CLASSES)
                : Optional.empty();
    }

    /** The working directory of that JVM: this folder, unless it records. */
    static Path workingDirectory(Path folder) {
        return WANTED ? FOLDER : folder;
    }

    /** The jar that this JVM runs: by its name only if it records. */
    static Path jar(Path jar) {
        return WANTED ? jar.getFileName() : jar;
    }

    /** Call this after that JVM has ended. */
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

    /** Checks the recording in another folder: a JVM that is told to use it ends with an error if it cannot. */
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
