package org.callroster.tenant;

import java.text.Normalizer;
import java.util.Locale;

/** What is compared of a login id (contract section 1): NFC and lower case, so that every spelling finds the same user. */
public final class LoginKey {

    private LoginKey() {
    }

    public static String of(String loginId) {
        return Normalizer.normalize(Normalizer.normalize(loginId, Normalizer.Form.NFC).toLowerCase(Locale.ROOT),
                Normalizer.Form.NFC);
    }
}
