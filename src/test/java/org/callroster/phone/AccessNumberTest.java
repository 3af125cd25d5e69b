package org.callroster.phone;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class AccessNumberTest {

    private static final SoftphoneUser FRANK =
            new SoftphoneUser(UUID.randomUUID(), "1048", "frank.zappa", "Frank", "Zappa");
    private static final NewAccessNumber SOFTPHONE =
            new NewAccessNumber(null, "voice", "softphone", "1048", null, "Sales SMS", null);
    private static final NewAccessNumber SCENARIO =
            new NewAccessNumber(null, "voice_text", "scenario", "1090,1091", "Billing queue", null, null);

    @Test
    void softphoneKeepsItsUserAndNotHisExtension() {
        AccessNumber number = number();
        number.become(SOFTPHONE, FRANK);
        assertEquals(FRANK.id(), number.userId);
        assertNull(number.extension);
    }

    @Test
    void nothingIsLeftOfWhatTheNumberWas() {
        AccessNumber number = number();
        number.become(SOFTPHONE, FRANK);
        number.become(SCENARIO, null);
        assertEquals(
                new AccessNumberView("14150001048", "voice_text", "scenario", "1090,1091", "Billing queue", null, null, null,
                        null, null),
                AccessNumberView.of(number, null));
        assertNull(number.userId);
    }

    @Test
    void softphoneIsShownWithItsUser() {
        AccessNumber number = number();
        number.become(SOFTPHONE, FRANK);
        assertEquals(new AccessNumberView("14150001048", "voice", "softphone", "1048", null, "Sales SMS", null, "frank.zappa",
                "Frank", "Zappa"), AccessNumberView.of(number, FRANK));
    }

    private static AccessNumber number() {
        AccessNumber number = new AccessNumber();
        number.number = "14150001048";
        return number;
    }
}
