package org.callroster.audit;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.ws.rs.QueryParam;

import org.callroster.error.Failure;
import org.callroster.values.Checks;
import org.callroster.values.Paging;
import org.callroster.values.Times;
import org.callroster.values.Uuids;

/** The requested events. Absent filters want all. All methods throw 400 for invalid values. */
record AuditQuery(
        @QueryParam("limit") String limit,
        @QueryParam("cursor") String cursor,
        @QueryParam("user") String user,
        @QueryParam("actor") String actor,
        @QueryParam("subject") String subject,
        @QueryParam("kind") String kind,
        @QueryParam("via") String via,
        @QueryParam("request") String request,
        @QueryParam("job") String job,
        @QueryParam("from") String from,
        @QueryParam("to") String to) {

    static final String[] PARAMETERS =
            { "limit", "cursor", "user", "actor", "subject", "kind", "via", "request", "job", "from", "to" };

    private static final String FIRST_ID = "00000000-0000-0000-0000-000000000000";
    private static final OffsetDateTime EVER = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime NEVER = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    /** The last event of the previous page, or the end of the requested time. Later events are not wanted. */
    record End(OffsetDateTime at, UUID id) {
    }

    AuditQuery check() {
        new Checks().text("user", user).text("actor", actor).text("subject", subject).text("kind", kind)
                .text("request", request)
                .that(via == null || Via.labelled(via).isPresent(), "via",
                        "must be api, bulk, scim, provider, command or system")
                .orFail();
        return this;
    }

    int size() {
        return Paging.limit(limit);
    }

    End end() {
        OffsetDateTime until = time("to", to, NEVER);
        String[] last = Paging.after(cursor, until.toString(), FIRST_ID);
        try {
            OffsetDateTime at = Times.read(last[0]).orElseThrow(Paging::badCursor);
            return at.isBefore(until) ? new End(at, UUID.fromString(last[1])) : new End(until, UUID.fromString(FIRST_ID));
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    OffsetDateTime since() {
        return time("from", from, EVER);
    }

    /** Null for all. */
    UUID jobId() {
        return job == null ? null : Uuids.of(job).orElseThrow(() -> Failure.badField("job", "must be a UUID"));
    }

    private static OffsetDateTime time(String field, String given, OffsetDateTime otherwise) {
        return given == null ? otherwise : Times.parameter(field, given);
    }
}
