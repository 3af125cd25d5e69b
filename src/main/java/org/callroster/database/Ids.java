package org.callroster.database;

import java.time.Instant;
import java.util.UUID;

import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Ids of rows: UUIDv7 (RFC 9562 §5.7), made here, so that no sequence is shared between nodes and new rows lie together. */
public final class Ids {

    private Ids() {
    }

    public static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }

    /** What no id of this time or later is before. */
    public static UUID firstOf(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
    }
}
