package org.callroster.header;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

class EtagTest {

    private record View(String name, int number) {
    }

    @Test
    void isAQuotedStringOfItsOwnForEveryVersion() {
        assertEquals("\"ff\"", Etag.of(255).toString());
        assertNotEquals(Etag.of(1), Etag.of(2));
    }

    @Test
    void equalAnswersHaveEqualTags() {
        assertEquals(Etag.of(new View("a", 1)), Etag.of(new View("a", 1)));
        assertNotEquals(Etag.of(new View("a", 1)), Etag.of(new View("a", 2)));
    }

    @Test
    void whatChangesByItselfChangesTheTagAndNotTheState() {
        Etag before = Etag.of(255, null);
        Etag after = Etag.of(255, new View("a", 1));
        assertEquals(Etag.of(255).toString(), before.toString());
        assertNotEquals(before.toString(), after.toString());
        assertEquals(before.state(), after.state());
    }
}
