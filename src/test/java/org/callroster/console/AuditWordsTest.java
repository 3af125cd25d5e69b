package org.callroster.console;

import org.callroster.audit.AuditKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

class AuditWordsTest {

    @ParameterizedTest
    @EnumSource
    void everyKindIsAVerbAndFoundByItsLabel(AuditKind kind) {
        assertThat(AuditWords.did(kind), matchesPattern("[a-z]+( [A-Za-z]+)*"));
        assertThat(AuditWords.labelled(kind.label()).orElseThrow(), is(kind));
    }

    @Test
    void kindsOfALaterReleaseAreUnknown() {
        assertEquals(true, AuditWords.labelled("user praised").isEmpty());
    }
}
