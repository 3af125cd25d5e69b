package org.callroster.database;

import java.time.Instant;
import java.util.UUID;

import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Ids of rows: UUIDv7 (RFC 9562 §5.7), generated here, so that nodes share no sequence and new rows are stored together. */
public final class Ids {

    private Ids() {
    }

    public static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }

    /** The lower bound of all ids generated at this time or later. */
    public static UUID firstOf(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
    }
}
