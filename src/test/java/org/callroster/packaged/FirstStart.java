package org.callroster.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The first start of all, in an empty folder. Other starts take from it what does not depend on their settings: a copy of its
 * data, and an archive of the classes that it loaded. Each saves them more than a second.
 */
record FirstStart(Installation installation, int exitCode, String output) {

    private static final Path CLASSES = Path.of("target", "packaged.jsa").toAbsolutePath();
    private static final String ONLY_THE_FAST_COMPILER = "-XX:TieredStopAtLevel=1";

    private static FirstStart done;

    static synchronized FirstStart get() {
        if (done == null) {
            done = start();
        }
        return done;
    }

    private static FirstStart start() {
        forgetOlderClasses();
        Installation installation = Installation.empty("first");
        try (Service service = Service.startFirst(installation.folder()).awaitReady()) {
            int exitCode = service.terminate();
            return new FirstStart(installation, exitCode, service.output() + service.errors());
        } finally {
            installation.stopPostmasters();
        }
    }

    private static void forgetOlderClasses() {
        try {
            Files.deleteIfExists(CLASSES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options of the JVM that starts first. The log of the JVM would go to the output of the service. */
    static List<String> archivingClasses() {
        return List.of(ONLY_THE_FAST_COMPILER, "-XX:ArchiveClassesAtExit=" + CLASSES, "-Xlog:disable");
    }

    /** Options of every other JVM. */
    static List<String> usingItsClasses() {
        get();
        return List.of(ONLY_THE_FAST_COMPILER, "-XX:SharedArchiveFile=" + CLASSES);
    }
}
