package org.callroster.scim.token;

import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ScimTokenValueTest {

    private final UUID tenant = UUID.randomUUID();
    private final String token = ScimTokenValue.generate(tenant);

    @Test
    void scannersForSecretsFindItByItsForm() {
        assertTrue(token.matches("crs_[A-Za-z0-9_-]{64}_[A-Za-z0-9_-]{6}"), token);
        assertNotEquals(token, ScimTokenValue.generate(tenant));
    }

    @Test
    void itNamesItsTenant() {
        assertEquals(tenant, ScimTokenValue.of(token).orElseThrow().tenantId());
        assertArrayEquals(ScimTokenValue.of(token).orElseThrow().hash(), ScimTokenValue.of(token).orElseThrow().hash());
    }

    @Test
    void aMistypedOneIsRefused() {
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertEquals(Optional.empty(), ScimTokenValue.of(token.substring(0, i) + other + token.substring(i + 1)), "" + i);
        }
        for (String bad : new String[] { "", "crs_", token + "A", token.substring(1), "crs_" + "!".repeat(71),
                "x".repeat(1_000_000) }) {
            assertEquals(Optional.empty(), ScimTokenValue.of(bad));
        }
    }
}
