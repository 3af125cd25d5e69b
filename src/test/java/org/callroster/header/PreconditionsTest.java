package org.callroster.header;

import java.util.List;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** RFC 9110 §13.1.1 and §13.1.2; lists are those of §5.6.1. */
class PreconditionsTest {

    private static final String VIEW = "view";
    private static final Etag TAG = new Etag("ff", "");
    private static final Etag WITH_REST = new Etag("ff", "1b2c");

    @ParameterizedTest
    @ValueSource(strings = { "\"ff\"", " \"ff\" ", "*", " * ", "\"a\", \"ff\"", "\"a\",\"ff\",\"b\"", ", ,\"ff\",",
            "\"a,b\", \"ff\"",
            "W/\"ff\",\"ff\"", "W/\"x\",\t\"ff\"", "\"\", \"ff\"", "\"ff.old\"" })
    void ifMatchThatNamesTheStateIsMet(String header) {
        ifMatch(header).require(TAG);
        ifMatch(header).require(WITH_REST);
        assertEquals(200, ifMatch(header).answer(VIEW, TAG).build().getStatus());
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fe\"", "ff", "", "W/\"ff\"", "w/\"ff\"", "\"FF\"", "\"a\", \"b\"", "\"*\"", "\"a,ff,b\"",
            "\"a, \"ff\"",
            "\"ff\"\"b\"", "\"ff\", b", "b, \"ff\"", "*, \"ff\"", "\"ff", "W\"ff\"", "\"fff\"", "\"f\"" })
    void everyOtherIfMatchIsNot(String header) {
        assertRefused(() -> ifMatch(header).require(TAG));
        assertRefused(() -> ifMatch(header).answer(VIEW, TAG));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"ff\"", "W/\"ff\"", "*", "\"a\", W/\"ff\"", "\"a,b\",W/\"c\" , \"ff\"" })
    void whatIfNoneMatchNamesIsNotModified(String header) {
        var answer = ifNoneMatch(header).answer(VIEW, TAG).build();
        assertEquals(304, answer.getStatus());
        assertEquals("\"ff\"", answer.getHeaderString("ETag"));
        assertEquals(null, answer.getEntity());
        assertRefused(() -> ifNoneMatch(header).require(TAG));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fe\"", "ff", "", "\"FF\"", "\"a, \"ff\"", "\"a,ff,b\"", "\"ff.1b2c\"", "\"*\"" })
    void everyOtherAnswerIsWhole(String header) {
        var answer = ifNoneMatch(header).answer(VIEW, TAG).build();
        assertEquals(200, answer.getStatus());
        assertEquals(VIEW, answer.getEntity());
        ifNoneMatch(header).require(TAG);
    }

    @Test
    void whatChangedByItselfIsModifiedButMayBeChanged() {
        assertEquals(200, ifNoneMatch("\"ff\"").answer(VIEW, WITH_REST).build().getStatus());
        assertEquals(304, ifNoneMatch("\"ff.1b2c\"").answer(VIEW, WITH_REST).build().getStatus());
        ifMatch("\"ff\"").require(WITH_REST);
        ifMatch("\"ff.1b2c\"").require(TAG);
    }

    @Test
    void severalLinesAreOneList() {
        new Preconditions(List.of("\"a\"", "\"b\", \"ff\""), List.of()).require(TAG);
        assertRefused(() -> new Preconditions(List.of("*", "\"ff\""), List.of()).require(TAG));
        assertEquals(304, new Preconditions(List.of(), List.of("\"a\"", "W/\"ff\"")).answer(VIEW, TAG).build().getStatus());
    }

    @Test
    void whatIsNotThereMatchesNothing() {
        assertRefused(() -> ifMatch("*").require(null));
        assertRefused(() -> ifMatch("\"ff\"").require(null));
        ifNoneMatch("*").require(null);
        Preconditions.NONE.require(null);
    }

    @Test
    void aLongListTakesNoLongerThanItsLength() {
        Preconditions long1 = ifMatch("\"a\",".repeat(200_000));
        long start = System.nanoTime();
        assertRefused(() -> long1.require(TAG));
        assertRefused(() -> ifMatch("\"".repeat(1_000_001)).require(TAG));
        assertRefused(() -> ifMatch(",".repeat(1_000_000)).require(TAG));
        assertEquals(0, (System.nanoTime() - start) / 5_000_000_000L);
    }

    private static Preconditions ifMatch(String header) {
        return new Preconditions(List.of(header), List.of());
    }

    private static Preconditions ifNoneMatch(String header) {
        return new Preconditions(List.of(), List.of(header));
    }

    private static void assertRefused(org.junit.jupiter.api.function.Executable call) {
        assertEquals(ErrorCode.PRECONDITION_FAILED, assertThrows(Failure.class, call).code());
    }
}
