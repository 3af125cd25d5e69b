package org.callroster.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with an embedded database in it, for one test. */
record Installation(Path folder) {

    private static final Path ALL = Path.of("target", "packaged").toAbsolutePath();

    /** An empty folder; what an earlier run left there is removed. */
    static Installation empty(String name) {
        Path folder = ALL.resolve(name);
        run("rm", "-rf", folder.toString());
        try {
            return new Installation(Files.createDirectories(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of one that was started before, with the tenant localhost, and stopped. */
    static Installation started(String name) {
        return copy(name, FirstStart.get().installation());
    }

    /** A copy of another installation, which must be stopped. */
    static Installation copy(String name, Installation other) {
        Installation copy = empty(name);
        run("cp", "-a", other.data().toString(), copy.data().toString());
        return copy;
    }

    Path data() {
        return folder.resolve("data");
    }

    Service start(String... arguments) {
        return start(Map.of(), arguments);
    }

    Service start(Map<String, String> settings, String... arguments) {
        return Service.start(folder, settings, arguments);
    }

    String adminSecret() {
        return read("admin-secret");
    }

    String adminPassword() {
        return read("admin-password");
    }

    private String read(String name) {
        try {
            return Files.readString(data().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The servers that run on the files of this folder. Only the main process of a server names them in its arguments. */
    List<ProcessHandle> postmasters() {
        String files = data().resolve("pgdata").toString();
        return ProcessHandle.allProcesses().filter(process -> Arrays.asList(process.info().arguments().orElse(new String[0]))
                .contains(files)).toList();
    }

    /** Kills the servers that a killed service left behind. */
    void stopPostmasters() {
        postmasters().forEach(ProcessHandle::destroyForcibly);
    }

    Path file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> entriesOf(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
