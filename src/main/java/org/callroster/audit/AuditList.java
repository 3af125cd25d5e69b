package org.callroster.audit;

import java.util.List;

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
            return new Event(Times.text(row.getOffsetDateTime("at").toInstant()), row.getString("action"),
                    row.getString("actor"), row.getString("subject"), row.getString("reason"), row.getString("address"),
                    row.getString("action").equals(AuditKind.LOGIN_FAILED.label()) ? count : null);
        }
    }

    static AuditList of(List<Row> rows, int limit) {
        List<Row> page = Paging.page(rows, limit);
        return new AuditList(page.stream().map(Event::of).toList(),
                page.size() == rows.size() ? null : Paging.cursor(page.get(page.size() - 1).getUUID("id").toString()));
    }
}
