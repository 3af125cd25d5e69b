package org.callroster.lock.list;

import java.util.List;
import java.util.Locale;

import org.callroster.database.Columns;
import org.callroster.values.Paging;
import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.vertx.mutiny.sqlclient.Row;

/** The locks of a tenant. A user whose password and API secrets are both locked is listed twice. */
public record LockList(List<Lock> locks, @JsonProperty("next_cursor") String nextCursor) {

    /** Without {@code lockedUntil}, the lock holds until it is cleared. */
    public record Lock(String loginId, String credential, int failures, String lastFailure, String ipAddress,
            String lockedUntil) {

        static Lock of(Row row) {
            return new Lock(row.getString("login_id"), row.getString("credential").toLowerCase(Locale.ROOT),
                    row.getInteger("failures"), Times.text(Columns.instant(row, "last_failure_at")),
                    row.getString("last_address"),
                    Times.text(Columns.instant(row, "ends_at")));
        }
    }

    static LockList of(List<Row> rows, int limit) {
        return new LockList(Paging.page(rows, limit).stream().map(Lock::of).toList(),
                Paging.next(rows, limit, last -> List.of(last.getString("login_key"), last.getString("credential"))));
    }
}
