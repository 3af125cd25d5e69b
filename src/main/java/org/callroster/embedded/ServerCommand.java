package org.callroster.embedded;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs a command to its end in a clean environment, and keeps its output. */
record ServerCommand(int exit, String output) {

    static ServerCommand run(List<String> command, String input) throws IOException {
        Process process = builder(command).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            process.onExit().join(); // it ended without reading its input; its output below says why
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // unlike waitFor, join also waits in an interrupted thread: a server must be stopped in any case
        return new ServerCommand(process.onExit().join().exitValue(), output.strip());
    }

    static ServerCommand run(List<String> command) throws IOException {
        return run(command, "");
    }

    boolean succeeded() {
        return exit == 0;
    }

    private static ProcessBuilder builder(List<String> command) {
        // not the caller's folder: the account that runs the command may have no access to it
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String path = environment.get("PATH");
        environment.clear(); // the caller's PGPORT, PGDATA, LD_PRELOAD and the like are not meant for this server
        environment.put("LC_ALL", "C");
        if (path != null) {
            environment.put("PATH", path);
        }
        return builder;
    }
}
