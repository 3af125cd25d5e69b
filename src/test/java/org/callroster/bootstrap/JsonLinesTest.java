package org.callroster.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class JsonLinesTest {

    private static final String TEXT = """
            {
              "tenant": "a",
              "teams": ["x",
                "y"],
              "users": [
                {"loginId": "b",
                 "skills": {
                   "English": 1,
                   "a/b.c": 2}
                },
                {"loginId": "c"}
              ]
            }
            """;

    @Test
    void everyValueHasItsLine() throws IOException {
        JsonLines lines = JsonLines.of(TEXT.getBytes(StandardCharsets.UTF_8));
        assertEquals(2, lines.of("tenant"));
        assertEquals(3, lines.of("teams[0]"));
        assertEquals(4, lines.of("teams[1]"));
        assertEquals(6, lines.of("users[0].loginId"));
        assertEquals(8, lines.of("users[0].skills.English"));
        assertEquals(11, lines.of("users[1]"));
        assertEquals(11, lines.of("users[1].loginId"));
    }

    @Test
    void whatIsMissingStandsWhereItBelongs() throws IOException {
        JsonLines lines = JsonLines.of(TEXT.getBytes(StandardCharsets.UTF_8));
        assertEquals(11, lines.of("users[1].team"));
        assertEquals(6, lines.of("users[0].roles[3]"));
        assertEquals(7, lines.of("users[0].skills.a/b.c"));
        assertEquals(1, lines.of("extensionPool.first"));
        assertEquals(5, lines.of("users[7].loginId"));
    }

    @Test
    void malformedTextFails() {
        assertThrows(IOException.class, () -> JsonLines.of("{".getBytes(StandardCharsets.UTF_8)));
    }
}
