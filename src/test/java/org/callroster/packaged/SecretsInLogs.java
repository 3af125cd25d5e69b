package org.callroster.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/**
 * Searches the logs of all earlier tests, of the test run and of packaged services, for anything that looks like a secret. It
 * runs after them in an execution of its own.
 */
class SecretsInLogs {

    private static final Path SUITE = Path.of("target", "suite-log", "suite.log");
    private static final Path PACKAGED = Path.of("target", "packaged");

    private static final Pattern SECRET = Pattern.compile(String.join("|",
            // tokens, and the header that carries them
            "eyJ[\\w-]{8,}", "(?i)bearer [\\w-]{20,}", "(?i)basic [\\w+/]{16,}",
            // hashes of passwords
            "\\$argon2",
            // API secrets, session ids as they are stored: 32 bytes in base64url
            "(?<![\\w-])(?=[\\w-]*\\d)(?=[\\w-]*[A-Z])(?=[\\w-]*[a-z])[\\w-]{43}(?![\\w-])",
            // generated passwords
            "(?<![\\w-])(?=[\\w-]*\\d)(?=[\\w-]*[A-Z])(?=[\\w-]*[a-z])[a-km-np-zA-HJ-NP-Z2-9]{20}(?![\\w-])",
            // master keys: 32 bytes in base64
            "[A-Za-z0-9+/]{43}=",
            // session ids and secrets of the tests: random UUIDs that are not the id of a request or a key, and not a name
            "(?<!request )(?<!signing key )(?<!requestId=)(?<!requestId\":\")(?<!user-)\\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                    + "[0-9a-f]{12}(?!\\.example)",
            // values whose names say so
            "session_id=", "client_secret[=\"]", "(?i)password\"? ?[:=] ?\"?[^\\s\"]",
            // fixed secrets of the tests
            "example-only-secret", "a-secret-of-forty-one", "Plenty of rope", "correct horse", "guess number",
            "seven lazy zebras"));

    @Test
    void noSecretIsInAnyLog() throws IOException {
        List<Path> logs = logs();
        assertThat("no test has logged anything", logs, is(not(empty())));
        List<String> found = logs.stream().flatMap(SecretsInLogs::secretsIn).limit(20).toList();
        putAside();
        assertThat(String.join("\n", found), found, is(empty()));
    }

    private static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.isDirectory(PACKAGED) ? Files.walk(PACKAGED, 2) : Stream.empty()) {
            return Stream.concat(Stream.of(SUITE), files.filter(file -> isOutput(file.getFileName().toString())))
                    .filter(Files::isRegularFile).toList();
        }
    }

    /** Of a service, not of a command: commands may print a secret. */
    private static boolean isOutput(String name) {
        return name.matches("(output|errors).*\\.txt");
    }

    private static Stream<String> secretsIn(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> SECRET.matcher(line).find()).map(line -> log + ": " + line).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Moves the log away, so that the next run starts with an empty one. */
    private static void putAside() throws IOException {
        if (Files.exists(SUITE)) {
            Files.move(SUITE, SUITE.resolveSibling("suite-before.log"), REPLACE_EXISTING);
        }
    }
}
