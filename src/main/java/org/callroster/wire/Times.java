package org.callroster.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as answers carry them: UTC, with milliseconds, {@code 2024-01-11T20:39:16.000Z} (contract section 3). */
public final class Times {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {
    }

    /** Null for null. */
    public static String text(Instant time) {
        return time == null ? null : FORMAT.format(time);
    }
}
