package org.callroster.console.names;

import org.callroster.phone.AccessNumberView;

/** An access number in a list. */
public record NumberLine(AccessNumberView number) {

    /** The name of the user behind a softphone. */
    public String user() {
        String name = ((number.firstName() == null ? "" : number.firstName()) + " "
                + (number.lastName() == null ? "" : number.lastName())).strip();
        return name.isEmpty() ? number.loginId() : name;
    }

    public String media() {
        return switch (number.media()) {
            case "voice" -> "Calls";
            case "text" -> "Texts";
            default -> "Calls and texts";
        };
    }
}
