package org.callroster.console.locks;

/** A user who was just unlocked. */
public record Unlocked(String loginId) {

    /** Finds the user's rows in the list: one for the password, one for the API secrets (Selectors Level 4, attribute selectors). */
    public String rows() {
        StringBuilder selector = new StringBuilder("tr[data-login=\"");
        loginId.codePoints().forEach(c -> append(selector, c));
        return selector.append("\"]").toString();
    }

    /** What is neither a letter nor a digit is written as its number, since htmx gives commas and brackets a meaning of its own. */
    private static void append(StringBuilder selector, int c) {
        if (Character.isLetterOrDigit(c)) {
            selector.appendCodePoint(c);
        } else {
            selector.append('\\').append(Integer.toHexString(c)).append(' ');
        }
    }
}
