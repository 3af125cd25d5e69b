package org.callroster.policy;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A tenant's settings are stored by the names that clients use. */
class PolicyJsonTest {

    private static final PolicySettings LENGTH = settings("{\"minPasswordLength\":16}");

    @Test
    void nothingIsSetAtFirst() {
        assertEquals(PolicySettings.NONE, settings(PolicyJson.NOTHING_SET));
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        assertEquals("{\"lockoutEnabled\":false,\"minPasswordLength\":16}",
                PolicyJson.merged("{\"lockoutEnabled\":false}", LENGTH));
    }

    @Test
    void aChangeReplacesWhatItNames() {
        assertEquals("{\"minPasswordLength\":16}", PolicyJson.merged("{\"minPasswordLength\":12}", LENGTH));
    }

    @Test
    void aChangeWithoutSettingsChangesNothing() {
        assertEquals("{\"minPasswordLength\":12}", PolicyJson.merged("{\"minPasswordLength\":12}", PolicySettings.NONE));
    }

    @Test
    void settingsOfALaterReleaseAreIgnoredAndKept() {
        String stored = "{\"minPasswordLength\":16,\"newer\":[1]}";
        assertEquals(LENGTH, settings(stored));
        assertEquals(stored, PolicyJson.merged(stored, LENGTH));
    }

    private static PolicySettings settings(String json) {
        return PolicyJson.settings(json);
    }
}
