package org.callroster.lock;

import java.util.List;
import java.util.Locale;

import org.callroster.values.Paging;
import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.vertx.mutiny.sqlclient.Row;

/** The locks of a tenant. A user whose password and API secrets are both locked is listed twice. */
record LockList(List<Lock> locks, @JsonProperty("next_cursor") String nextCursor) {

    /** Without {@code lockedUntil}, the lock holds until it is cleared. */
    record Lock(String loginId, String credential, int failures, String lastFailure, String ipAddress, String lockedUntil) {

        static Lock of(Row row) {
            return new Lock(row.getString("login_id"), row.getString("credential").toLowerCase(Locale.ROOT),
                    row.getInteger("failures"), Times.text(row.getOffsetDateTime("last_failure_at").toInstant()),
                    row.getString("last_address"),
                    row.getOffsetDateTime("ends_at") == null ? null
                            : Times.text(row.getOffsetDateTime("ends_at").toInstant()));
        }
    }

    static LockList of(List<Row> rows, int limit) {
        List<Row> page = Paging.page(rows, limit);
        String next = page.size() == rows.size() ? null : cursor(page.get(page.size() - 1));
        return new LockList(page.stream().map(Lock::of).toList(), next);
    }

    private static String cursor(Row last) {
        return Paging.cursor(last.getString("login_key"), last.getString("credential"));
    }
}
