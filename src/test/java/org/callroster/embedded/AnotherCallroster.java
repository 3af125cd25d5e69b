package org.callroster.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A second process that starts the database of a folder, and keeps it until it is killed. */
final class AnotherCallroster implements AutoCloseable {

    private final Process process;
    private final String said;

    private AnotherCallroster(Process process, String said) {
        this.process = process;
        this.said = said;
    }

    static AnotherCallroster on(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), AnotherCallroster.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader output = process.inputReader();
        return new AnotherCallroster(process, output.readLine());
    }

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]))) {
            System.out.println(postgres.jdbcUrl());
            System.in.read();
        } catch (IllegalStateException refused) {
            System.out.println(refused.getMessage());
        }
    }

    /** The JDBC address, or why it did not start. */
    String said() {
        return said;
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
