package org.callroster.audit;

import java.util.List;

import org.callroster.database.Columns;
import org.callroster.values.Paging;
import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.vertx.mutiny.sqlclient.Row;

record AuditList(List<Event> events, @JsonProperty("next_cursor") String nextCursor) {

    /**
     * The address and the reason are absent if unknown. {@code count} is present only for failed logins: one event stands for
     * many.
     */
    record Event(String time, String kind, String actor, String subject, String reason, String ipAddress, Integer count) {

        static Event of(Row row) {
            int count = row.getInteger("count");
            return new Event(Times.text(Columns.instant(row, "at")), row.getString("action"),
                    row.getString("actor"), row.getString("subject"), row.getString("reason"), row.getString("address"),
                    row.getString("action").equals(AuditKind.LOGIN_FAILED.label()) ? count : null);
        }
    }

    static AuditList of(List<Row> rows, int limit) {
        return new AuditList(Paging.page(rows, limit).stream().map(Event::of).toList(),
                Paging.next(rows, limit, last -> List.of(last.getUUID("id").toString())));
    }
}
