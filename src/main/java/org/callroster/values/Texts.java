package org.callroster.values;

/** Texts that scripts send. */
public final class Texts {

    private Texts() {
    }

    /** For attributes where an empty text means the same as an absent one. */
    public static String nullIfEmpty(String text) {
        return "".equals(text) ? null : text;
    }
}
