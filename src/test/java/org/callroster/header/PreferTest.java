package org.callroster.header;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** RFC 7240 §2 and §4.2. */
class PreferTest {

    @ParameterizedTest
    @ValueSource(strings = { "return=representation", "Return=representation", "return = representation",
            "return=\"representation\"", "respond-async, wait=100, return=representation; foo=bar",
            "return=representation, return=minimal", "foo=\"a, return=minimal\", return=representation" })
    void theRepresentationIsWanted(String header) {
        assertTrue(Prefer.representation(List.of(header)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "return", "return=", "return=minimal", "return=minimal, return=representation",
            "return=representation-of", "no-return=representation", "foo; return=representation",
            "foo=\"return=representation\"", "foo=\", return=representation" })
    void theRepresentationIsNotWanted(String header) {
        assertFalse(Prefer.representation(List.of(header)));
    }

    @Test
    void severalHeadersAreOne() {
        assertTrue(Prefer.representation(List.of("respond-async", "return=representation")));
        assertFalse(Prefer.representation(List.of("return=minimal", "return=representation")));
        assertFalse(Prefer.representation(List.of()));
    }

    @Test
    void aHeaderThatIsTooLongSaysNothing() {
        assertFalse(Prefer.representation(List.of("return=representation" + ",a".repeat(ListHeader.MAX_LENGTH / 2))));
    }
}
