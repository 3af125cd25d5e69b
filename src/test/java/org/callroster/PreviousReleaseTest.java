package org.callroster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * While one release follows another, both serve the same database: what the one before sends must work on today's tables, so a
 * migration adds first, and takes away a release later. CONTRIBUTING.md says how the record is made.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PreviousReleaseTest {

    private static final Path RECORDS = Path.of("src", "test", "resources", "releases");
    private static final String BETWEEN_STATEMENTS = ";\n\n";
    private static final Pattern INSERT = Pattern.compile("(?is)\\binsert into (\\w+)(?: as \\w+)?\\s*\\(([^)]*)\\)");

    @Test
    void everyStatementOfItFindsItsTablesAndColumns() throws IOException {
        List<String> statements = statements();
        assertFalse(statements.isEmpty());
        statements.forEach(TestDatabase::plan);
    }

    @Test
    void everyRowItAddsHasWhatTheTableRequires() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (MatchResult insert : inserts()) {
            Set<String> filled = Arrays.stream(insert.group(2).split(",")).map(String::strip).collect(Collectors.toSet());
            required(insert.group(1)).filter(column -> !filled.contains(column))
                    .forEach(column -> missing.add(insert.group(1) + "." + column));
        }
        assertEquals(Set.of(), missing);
    }

    /** Kept for the releases to come. */
    static void record(Stream<String> statements) throws IOException {
        Files.createDirectories(RECORDS);
        Files.writeString(RECORDS.resolve("previous.sql"),
                statements.sorted().collect(Collectors.joining(BETWEEN_STATEMENTS, "", BETWEEN_STATEMENTS)));
    }

    private static List<String> statements() throws IOException {
        return Arrays.asList(Files.readString(RECORDS.resolve("previous.sql")).split(BETWEEN_STATEMENTS));
    }

    private static List<MatchResult> inserts() throws IOException {
        return statements().stream().flatMap(sql -> INSERT.matcher(sql).results()).toList();
    }

    private static Stream<String> required(String table) {
        return TestDatabase.column("""
                select column_name from information_schema.columns
                where table_schema = 'public' and table_name = ? and is_nullable = 'NO' and column_default is null""", table)
                .stream();
    }
}
