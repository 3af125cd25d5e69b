package org.callroster.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class SchemaTest {

    private static final Path SCRIPTS = Path.of("src", "main", "resources", "db", "migration");

    /** A start checks only this number. If it were too low, a script would not be run. */
    @Test
    void neededVersionIsThatOfTheNewestScriptAndNoneIsLeftOut() throws IOException {
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            List<Integer> versions = scripts.map(SchemaTest::version).sorted().toList();
            assertEquals(IntStream.rangeClosed(1, Schema.NEEDED).boxed().toList(), versions);
        }
    }

    private static int version(Path script) {
        return Integer.parseInt(script.getFileName().toString().replaceFirst("^V(\\d+)__\\w+\\.sql$", "$1"));
    }
}
