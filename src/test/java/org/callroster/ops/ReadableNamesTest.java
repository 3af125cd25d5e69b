package org.callroster.ops;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Names as the locale decodes them; packaged.UnreadableNamesIT tests real ones. */
class ReadableNamesTest {

    private static final String ADVICE = " letters that the locale of this process can't read: start it with LC_ALL=C.UTF-8";

    @Test
    void variableWithLettersThatWereLostIsRefused() {
        assertEquals("CALLROSTER_BOOTSTRAP_LOGIN holds" + ADVICE, assertThrows(IllegalStateException.class,
                () -> ReadableNames.check(Map.of("CALLROSTER_BOOTSTRAP_LOGIN", "j\uFFFD\uFFFDrgen"), "/srv")).getMessage());
        assertDoesNotThrow(() -> ReadableNames.check(Map.of("CALLROSTER_BOOTSTRAP_LOGIN", "jürgen"), "/srv"));
    }

    @Test
    void variablesOfOthersDoNotMatter() {
        assertDoesNotThrow(() -> ReadableNames.check(Map.of("PS1", "\uFFFD"), "/srv"));
    }

    /** No locale allows NUL in a path. */
    @Test
    void pathThatCannotBeReadIsRefused() {
        assertEquals("callroster.data-dir has" + ADVICE + ", or use another folder", assertThrows(IllegalStateException.class,
                () -> ReadableNames.check(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(Map.of("callroster.data-dir", "d\0"), "test", 100)).build()))
                .getMessage());
        assertEquals("the folder it is started in has" + ADVICE + ", or use another folder",
                assertThrows(IllegalStateException.class, () -> ReadableNames.check(Map.of(), "/srv/\0")).getMessage());
    }
}
