package org.callroster.audit;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.ws.rs.QueryParam;

import org.callroster.error.Failure;
import org.callroster.values.Checks;
import org.callroster.values.Paging;
import org.callroster.values.Times;
import org.callroster.values.Uuids;

/**
 * The requested events. Absent filters want all. All methods throw 400 for invalid values.
 *
 * @param runs {@code true}: the events of a bulk are listed as one. Goes with filters that all of them share, and with times
 */
public record AuditQuery(
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
        @QueryParam("to") String to,
        @QueryParam("runs") String runs) {

    /** Of what an export takes. */
    public static final String[] FILTERS = { "user", "actor", "subject", "kind", "via", "request", "job", "from", "to" };

    static final String[] PARAMETERS =
            Stream.concat(Stream.of("limit", "cursor", "runs"), Stream.of(FILTERS)).toArray(String[]::new);

    private static final String FIRST_ID = "00000000-0000-0000-0000-000000000000";
    private static final OffsetDateTime EVER = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime NEVER = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    /** The last event of the previous page, or the end of the requested time. Later events are not wanted. */
    record End(OffsetDateTime at, UUID id) {
    }

    /** What was done to a user, or to something else of this name. */
    public static AuditQuery ofSubject(String subject, String limit, String cursor) {
        return new AuditQuery(limit, cursor, null, null, subject, null, null, null, null, null, null, null);
    }

    AuditQuery check() {
        Checks checks = new Checks().text("user", user).text("actor", actor).text("subject", subject).text("kind", kind)
                .text("request", request)
                .that(via == null || Via.labelled(via).isPresent(), "via",
                        "must be api, bulk, scim, console, provider, command or system")
                .that(runs == null || runs.equals("true") || runs.equals("false"), "runs", "must be true or false");
        if (isOfRuns()) {
            List.of(new Filter("user", user), new Filter("subject", subject), new Filter("kind", kind),
                    new Filter("request", request), new Filter("job", job)).forEach(filter -> filter.checkAbsent(checks));
        }
        checks.orFail();
        return this;
    }

    private record Filter(String name, String value) {

        void checkAbsent(Checks checks) {
            checks.that(value == null, name, "does not go with runs");
        }
    }

    boolean isOfRuns() {
        return "true".equals(runs);
    }

    int size() {
        return Paging.limit(limit);
    }

    End end() {
        OffsetDateTime until = until();
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

    OffsetDateTime until() {
        return time("to", to, NEVER);
    }

    /** Null for all. */
    UUID jobId() {
        return job == null ? null : Uuids.of(job).orElseThrow(() -> Failure.badField("job", "must be a UUID"));
    }

    private static OffsetDateTime time(String field, String given, OffsetDateTime otherwise) {
        return given == null ? otherwise : Times.parameter(field, given);
    }
}
