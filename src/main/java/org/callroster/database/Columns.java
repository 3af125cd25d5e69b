package org.callroster.database;

import java.time.Instant;
import java.time.OffsetDateTime;

import io.vertx.mutiny.sqlclient.Row;

/** Reads columns of a row. */
public final class Columns {

    private Columns() {
    }

    /** A {@code timestamptz}; null if the column is null. */
    public static Instant instant(Row row, String column) {
        OffsetDateTime time = row.get(OffsetDateTime.class, column);
        return time == null ? null : time.toInstant();
    }
}
