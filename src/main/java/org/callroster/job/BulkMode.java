package org.callroster.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a bulk does with the user of each line. */
public enum BulkMode {

    CREATE, UPDATE,
    /** Update, or create. */
    UPSERT, DELETE,
    /** The same change for all. */
    CHANGE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A mode for files of users. */
    public static Optional<BulkMode> ofFiles(String label) {
        return Arrays.stream(values()).filter(mode -> mode != CHANGE && mode.label().equals(label)).findFirst();
    }
}
