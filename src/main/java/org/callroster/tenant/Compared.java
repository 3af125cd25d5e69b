package org.callroster.tenant;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/** Texts as they are compared without case: NFC and lower case. Rows and queries are made alike. */
public final class Compared {

    private Compared() {
    }

    /** Check the length of the text before. */
    public static String of(String text) {
        return Normalizer.normalize(Normalizer.normalize(text, Form.NFC).toLowerCase(Locale.ROOT), Form.NFC);
    }
}
