package org.callroster.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The way by which a change came in (fleet section 5). */
public enum Via {

    /** A call, or a login. */
    API,
    /** A line of a bulk. */
    BULK,
    /** A call below the paths of SCIM. */
    SCIM,
    /** A page of the console. */
    CONSOLE,
    /** A call with a token of another issuer. */
    PROVIDER,
    /** An administrative command. */
    COMMAND,
    /** The service itself. */
    SYSTEM;

    /** As it is stored and shown. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Via> labelled(String label) {
        return Arrays.stream(values()).filter(via -> via.label().equals(label)).findFirst();
    }
}
