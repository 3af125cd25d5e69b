package org.callroster.values;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The name that was probably meant. */
class NearestNameTest {

    private static final List<String> NAMES = List.of("firstName", "lastName", "team", "extension");

    @Test
    void theNameWithTheFewestDifferencesIsNear() {
        assertEquals(Optional.of("firstName"), NearestName.to("fristName", NAMES));
        assertEquals(Optional.of("extension"), NearestName.to("EXTENTION", NAMES));
        assertEquals(Optional.of("team"), NearestName.to("teams", NAMES));
    }

    @Test
    void whatDiffersInHalfOfItsLettersIsNotNear() {
        assertEquals(Optional.empty(), NearestName.to("tm", NAMES));
        assertEquals(Optional.empty(), NearestName.to("department", NAMES));
        assertEquals(Optional.empty(), NearestName.to("", NAMES));
    }
}
