package org.callroster.lock.list;

import org.callroster.database.Columns;
import org.callroster.values.Times;

import io.vertx.mutiny.sqlclient.Row;

/**
 * An address whose failures locked many.
 *
 * @param locks for each, the last failure came from this address
 * @param lastFailure of all of them
 */
public record LockAddress(String ipAddress, long locks, String lastFailure) {

    static LockAddress of(Row row) {
        return new LockAddress(row.getString("last_address"), row.getLong("locks"),
                Times.text(Columns.instant(row, "last_failure_at")));
    }
}
