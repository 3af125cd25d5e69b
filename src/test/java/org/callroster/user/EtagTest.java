package org.callroster.user;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EtagTest {

    @Test
    void isAQuotedStringOfItsOwnForEveryVersion() {
        assertEquals("\"ff\"", Etag.of(255));
        assertNotEquals(Etag.of(1), Etag.of(2));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "\"ff\"", " \"ff\" ", "*", " * ", "\"a\", \"ff\"", "\"a\",\"ff\",\"b\"" })
    void sameVersionOrNoConditionPasses(String ifMatch) {
        Etag.require(ifMatch, 255);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fe\"", "ff", "", "W/\"ff\"", "\"FF\"", "\"a\", \"b\"", "\"*\"" })
    void everythingElseFails(String ifMatch) {
        Failure failure = assertThrows(Failure.class, () -> Etag.require(ifMatch, 255));
        assertEquals(ErrorCode.PRECONDITION_FAILED, failure.code());
    }
}
