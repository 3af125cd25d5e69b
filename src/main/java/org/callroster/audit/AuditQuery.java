package org.callroster.audit;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.ws.rs.QueryParam;

import org.callroster.database.Ids;
import org.callroster.tenant.LoginKey;
import org.callroster.values.Checks;
import org.callroster.values.Paging;
import org.callroster.values.Times;

/** The requested events. All methods throw 400 for invalid values. */
record AuditQuery(
        @QueryParam("limit") String limit,
        @QueryParam("cursor") String cursor,
        @QueryParam("user") String user,
        @QueryParam("kind") String kind,
        @QueryParam("from") String from,
        @QueryParam("to") String to) {

    private static final String LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff";
    private static final OffsetDateTime EVER = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime NEVER = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    /**
     * Ids carry the time of the node that made them, but event times are the database's: no clocks differ by more than this.
     */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    int size() {
        return Paging.limit(limit);
    }

    /** Exclusive upper bound of the ids: the last event of the previous page, or the first id beyond the requested time. */
    UUID before() {
        try {
            UUID end = UUID.fromString(Paging.after(cursor, LAST)[0]);
            UUID bound = Ids.firstOf(until().plus(CLOCKS_DIFFER).toInstant());
            return end.toString().compareTo(bound.toString()) < 0 ? end : bound;
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    UUID notBefore() {
        return Ids.firstOf(since().minus(CLOCKS_DIFFER).toInstant());
    }

    /** In the form in which logins are compared; null for all users. */
    String userKey() {
        new Checks().text("user", user).orFail();
        return user == null ? null : LoginKey.of(user);
    }

    String checkedKind() {
        new Checks().text("kind", kind).orFail();
        return kind;
    }

    OffsetDateTime since() {
        return time("from", from, EVER);
    }

    OffsetDateTime until() {
        return time("to", to, NEVER);
    }

    private static OffsetDateTime time(String field, String given, OffsetDateTime otherwise) {
        return given == null ? otherwise : Times.parameter(field, given);
    }
}
