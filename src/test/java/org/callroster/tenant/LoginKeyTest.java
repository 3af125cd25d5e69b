package org.callroster.tenant;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class LoginKeyTest {

    @Test
    void spellingsOfOneLoginAreEqual() {
        assertEquals(LoginKey.of("zoë"), LoginKey.of("ZOË"));
        assertEquals(LoginKey.of("zoë"), LoginKey.of("zoe\u0308"));
        assertEquals(LoginKey.of("zoë"), LoginKey.of("ZOE\u0308"));
        assertEquals("a b@c.d+e-f/g", LoginKey.of("A b@C.d+E-f/G"));
    }

    @Test
    void turkishHostComparesAsEveryOther() {
        java.util.Locale before = java.util.Locale.getDefault();
        try {
            java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
            assertEquals("admin", LoginKey.of("ADMIN"));
        } finally {
            java.util.Locale.setDefault(before);
        }
    }

    @Test
    void differentLettersStayDifferent() {
        assertNotEquals(LoginKey.of("zoe"), LoginKey.of("zoë"));
        assertNotEquals(LoginKey.of("ﬁ"), LoginKey.of("fi"));
    }

    @Test
    void keyOfAKeyIsTheKey() {
        for (String login : new String[] { "İstanbul", "ẞ", "ǅ", "Σίσυφος", "\u1E9B\u0323" }) {
            assertEquals(LoginKey.of(login), LoginKey.of(LoginKey.of(login)), login);
        }
    }

    @Test
    void aLoginThatIsTooLongHasTheKeyOfNobody() {
        assertEquals("a".repeat(128), LoginKey.of("A".repeat(128)));
        assertEquals("\uD834\uDD1E".repeat(128), LoginKey.of("\uD834\uDD1E".repeat(128)));
        for (String unit : new String[] { "a", "\u03a3", "\u0301\u0316", "\uD834\uDD1E" }) {
            assertEquals("", assertTimeout(Duration.ofSeconds(1), () -> LoginKey.of(unit.repeat(129))));
            assertEquals("", assertTimeout(Duration.ofSeconds(1), () -> LoginKey.of(unit.repeat(20_000))));
        }
    }
}
