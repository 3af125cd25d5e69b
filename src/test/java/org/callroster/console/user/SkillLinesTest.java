package org.callroster.console.user;

import java.util.Map;

import org.callroster.error.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SkillLinesTest {

    @Test
    void levelsStandAtTheEndOfLines() {
        assertEquals(Map.of("English", 80, "C 3", 7, "a:b", 100, "German", 0),
                SkillLines.read("English 80\r\n\r\n C 3: 7\na:b:100\nGerman\t0"));
        assertEquals(Map.of(), SkillLines.read(""));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, Integer> skills = Map.of("Level 2", 80, "12", 5, "x:", 1);
        assertEquals(Map.of("Level 2", 80, "12", 5, "x:", 1), SkillLines.read(SkillLines.of(skills)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "English", "English 8o", "80", "English80", "English 1000", "English -1", "English 8\nEnglish 9" })
    void otherLinesAreRefused(String text) {
        assertThrows(Failure.class, () -> SkillLines.read(text));
    }
}
