package org.callroster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service has sent to the tests' database since that was started, as the server itself wrote it down. */
final class SentStatements {

    /** The server begins a line with the name of whoever is connected, and the lines that go on with a tab. */
    private static final Pattern SERVICE = Pattern.compile("vertx-pg-client\\|LOG: {2}(?:statement|execute [^:]*): (.*)",
            Pattern.DOTALL);
    private static final Pattern PARAMETERS = Pattern.compile("vertx-pg-client\\|DETAIL: {2}[Pp]arameters: (.*)",
            Pattern.DOTALL);
    private static final Pattern UUID = Pattern.compile("(\\$\\d+) = '([0-9a-f-]{36})'");

    private static final String SETTINGS = "\nlog_line_prefix = '%a|'\nlog_statement = 'all'\n";

    private static Path log;
    private static long start;

    /**
     * A statement, and how it was sent the first time.
     *
     * @param ids those of its parameters that are UUIDs: {@code $1} and the value
     */
    record Sent(String sql, Map<String, String> ids) {
    }

    private final Map<String, Sent> statements = new LinkedHashMap<>();
    private String last;

    private SentStatements() {
    }

    /** Before the service connects. The service's role may not change the server's settings: they are written into its file. */
    static void listen(Path data) {
        log = data.resolve("postgresql.log");
        start = log.toFile().length();
        try {
            Path settings = data.resolve("pgdata/postgresql.conf");
            if (!Files.readString(settings).contains(SETTINGS)) {
                Files.writeString(settings, SETTINGS, StandardOpenOption.APPEND);
            }
            String postmaster = Files.readAllLines(data.resolve("pgdata/postmaster.pid")).get(0);
            new ProcessBuilder("kill", "-HUP", postmaster).inheritIO().start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Eventually.holds(Duration.ofSeconds(20), () -> TestDatabase.value("show log_statement").equals("all"));
    }

    /** Each one once. */
    static Collection<Sent> all() {
        SentStatements sent = new SentStatements();
        try (InputStream bytes = Files.newInputStream(log)) {
            bytes.skipNBytes(start);
            sent.read(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sent.statements.values();
    }

    private void read(BufferedReader lines) throws IOException {
        StringBuilder entry = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("\t")) {
                entry.append('\n').append(line, 1, line.length());
            } else {
                add(entry.toString());
                entry.setLength(0);
                entry.append(line);
            }
        }
        add(entry.toString());
    }

    /** Parameters are written right after their statement. */
    private void add(String entry) {
        Matcher statement = SERVICE.matcher(entry);
        Matcher parameters = PARAMETERS.matcher(entry);
        if (statement.matches()) {
            last = statement.group(1);
        } else if (parameters.matches() && last != null) {
            statements.put(last, new Sent(last, ids(parameters.group(1))));
            last = null;
            return;
        } else {
            last = null;
        }
        if (last != null) {
            statements.putIfAbsent(last, new Sent(last, Map.of()));
        }
    }

    private static Map<String, String> ids(String parameters) {
        Map<String, String> ids = new LinkedHashMap<>();
        UUID.matcher(parameters).results().forEach(found -> ids.put(found.group(1), found.group(2)));
        return ids;
    }
}
