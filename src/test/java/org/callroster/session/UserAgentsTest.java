package org.callroster.session;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class UserAgentsTest {

    private final UserAgents agents = new UserAgents();

    /** More than a thousand patterns are tried on it. */
    @Test
    void onlyTheBeginningIsRead() {
        assertEquals("Firefox 120.0", agents.parsed("x".repeat(490) + " Firefox/120.0").browser());
        UserAgents.Agent late = agents.parsed("x".repeat(600) + " Firefox/120.0");
        assertNull(late.browser());
        assertEquals(614, late.text().length());
    }
}
