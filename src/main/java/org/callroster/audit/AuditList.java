package org.callroster.audit;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.callroster.database.Columns;
import org.callroster.values.Paging;
import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;

import io.vertx.mutiny.sqlclient.Row;

public record AuditList(List<Event> events, @JsonProperty("next_cursor") String nextCursor) {

    /**
     * Fleet section 5. Unknown values are absent. {@code count} is present where one event stands for many.
     *
     * @param before JSON, as {@code after}
     * @param since of a bulk that is listed as its last event: the time of its first
     * @param kinds how many events such a bulk has of each kind, the most frequent first
     */
    public record Event(String time, String kind, String actor, UUID actorUid, String subject, UUID subjectUid, String via,
            String ipAddress, String request, String credential, @JsonRawValue String before, @JsonRawValue String after,
            String reason, Integer count, UUID job, String since, Map<String, Integer> kinds) {

        public static Event of(Row row) {
            return of(row, count(row), null, null);
        }

        /** The last event of a bulk, for all of them; any other for itself. */
        static Event ofRun(Row row) {
            return row.getUUID("job") == null ? of(row)
                    : of(row, row.getInteger("events"), Times.text(Columns.instant(row, "first_at")), kinds(row));
        }

        private static Map<String, Integer> kinds(Row row) {
            Map<String, Integer> kinds = new LinkedHashMap<>();
            row.getJsonObject("kinds").forEach(kind -> kinds.put(kind.getKey(), (Integer) kind.getValue()));
            return kinds;
        }

        private static Integer count(Row row) {
            int count = row.getInteger("count");
            return row.getString("action").equals(AuditKind.LOGIN_FAILED.label()) || count > 1 ? count : null;
        }

        private static Event of(Row row, Integer count, String since, Map<String, Integer> kinds) {
            return new Event(Times.text(Columns.instant(row, "at")), row.getString("action"),
                    row.getString("actor"), row.getUUID("actor_id"), row.getString("subject"), row.getUUID("subject_id"),
                    row.getString("via"), row.getString("address"), row.getString("request"), row.getString("credential"),
                    row.getString("old_values"), row.getString("new_values"), row.getString("reason"),
                    count, row.getUUID("job"), since, kinds);
        }
    }

    static AuditList of(List<Row> rows, int limit) {
        return of(rows, limit, Event::of);
    }

    static AuditList ofRuns(List<Row> rows, int limit) {
        return of(rows, limit, Event::ofRun);
    }

    private static AuditList of(List<Row> rows, int limit, Function<Row, Event> event) {
        return new AuditList(Paging.page(rows, limit).stream().map(event).toList(),
                Paging.next(rows, limit, AuditList::key));
    }

    private static List<String> key(Row last) {
        return List.of(last.get(OffsetDateTime.class, "at").toString(), last.getUUID("id").toString());
    }
}
