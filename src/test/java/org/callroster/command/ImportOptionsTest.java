package org.callroster.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ImportOptionsTest {

    @TempDir
    Path folder;

    @Test
    void allOptionsAreRead() throws IOException {
        assertEquals(new ImportOptions(file("users.CSV"), true, "acme", "upsert", true, "clear"),
                parse("users.CSV", "--tenant acme --mode upsert --dry-run --blank clear"));
    }

    @Test
    void usersAreCreatedUnlessAnotherModeIsGiven() throws IOException {
        assertEquals(new ImportOptions(file("a.ndjson"), false, "acme", "create", false, null),
                parse("a.ndjson", "--tenant acme"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "a.csv||import needs --tenant", "a.csv|--tenant|--tenant needs a value",
            "a.csv|--tenant a --tenant b|--tenant is given twice",
            "a.csv|--tenant a --force|--force is not an option of import",
            "a.xlsx|--tenant a|the name of the file must end in .csv, .tsv, .txt (CSV), .ndjson or .jsonl (JSON lines)" })
    void whatMakesNoSenseIsRefused(String name, String rest, String message) throws IOException {
        file(name);
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> parse(name, rest == null ? "" : rest))
                .getMessage());
    }

    @Test
    void theFileMustBeThere() {
        assertThrows(IllegalArgumentException.class, () -> parse("none.csv", "--tenant a"));
        assertEquals("import needs a file",
                assertThrows(IllegalArgumentException.class, () -> ImportOptions.parse("import", "--tenant", "a"))
                        .getMessage());
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? file : Files.createFile(file);
    }

    private ImportOptions parse(String name, String rest) {
        return ImportOptions.parse(Stream.concat(Stream.of("import", folder.resolve(name).toString()),
                Stream.of(rest.split(" ")).filter(word -> !word.isEmpty())).toArray(String[]::new));
    }
}
