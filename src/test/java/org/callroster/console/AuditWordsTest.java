package org.callroster.console;

import java.util.LinkedHashMap;
import java.util.Map;

import org.callroster.audit.AuditKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "user created 496 | created 496 users", "lock cleared 1320 | unlocked 1,320 users",
            "user created 487;user updated 9 | created 487 and changed 9 users",
            "user moved 3;sessions ended 1 | moved 3 and ended the sessions of 1 user",
            "user deleted 5;user disabled 4;user enabled 3 | deleted 5, disabled 4 and enabled 3 users",
            "user created 9;user updated 8;user moved 7;lock cleared 2;sessions ended 1 | created 9, changed 8 and moved 7 users,"
                    + " and made 3 other changes",
            "user updated, password set 2 | set the password of 2 users",
            "user created 2;user praised 1 | created 2 users, and made 1 other change", "user praised 3 | made 3 changes",
            "team created 2 | made 2 changes" })
    void whatABulkDidIsASentence(String kinds, String sentence) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String kind : kinds.split(";")) {
            int space = kind.lastIndexOf(' ');
            counts.put(kind.substring(0, space), Integer.valueOf(kind.substring(space + 1)));
        }
        assertEquals(sentence, AuditWords.did(counts));
    }

    @Test
    void kindsOfALaterReleaseAreUnknown() {
        assertEquals(true, AuditWords.labelled("user praised").isEmpty());
    }
}
