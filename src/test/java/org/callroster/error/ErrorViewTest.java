package org.callroster.error;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class ErrorViewTest {

    private static final String CLEF = "\uD834\uDD1E";

    @Test
    void halvesOfPairsAreReplacedAndPairsAreKept() {
        assertEquals("a\uFFFDb" + CLEF + "\uFFFD\uFFFD", shown("a\uD834b" + CLEF + "\uDD1E\uD834"));
    }

    @Test
    void whatIsLongIsCutButNotThroughAPair() {
        assertEquals("x".repeat(300), shown("x".repeat(300)));
        assertEquals("x".repeat(300) + "…", shown("x".repeat(301)));
        assertEquals("x".repeat(299) + "…", shown("x".repeat(299) + CLEF));
        assertEquals("x".repeat(298) + CLEF + "…", shown("x".repeat(298) + CLEF + "y"));
    }

    @Test
    void aMegabyteTakesNoTime() {
        for (String unit : new String[] { "x", "\uD834", "\uDD1E", CLEF, " ", "'" }) {
            String long1 = unit.repeat(4_000_000);
            shown(long1);
            assertTimeout(Duration.ofMillis(20), () -> shown(long1));
        }
    }

    private static String shown(String text) {
        ErrorView view = ErrorView.of(ErrorCode.BAD_REQUEST, "x", List.of(new Violation(text, text)), 0, null);
        assertEquals(view.violations().get(0).field(), view.violations().get(0).message());
        return view.violations().get(0).field();
    }
}
