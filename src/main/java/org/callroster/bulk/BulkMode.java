package org.callroster.bulk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a bulk does with the user of each line. */
enum BulkMode {

    CREATE, UPDATE,
    /** Update, or create. */
    UPSERT, DELETE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BulkMode> labelled(String label) {
        return Arrays.stream(values()).filter(mode -> mode.label().equals(label)).findFirst();
    }
}
