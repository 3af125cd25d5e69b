package org.callroster.audit;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Conditions;
import org.callroster.database.Database;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class AuditRepository {

    private static final String COLUMNS = "id, at, action, actor, actor_id, subject, subject_id, via, address, request,"
            + " credential, old_values, new_values, reason, count, job";
    private static final String EVENTS = "select " + COLUMNS + " from audit where ";

    private static final String IN_ORDER = " order by at desc, id desc";
    private static final String NEWEST = IN_ORDER + " limit ";

    /** Of the bulk of an event {@code e}: how many events it has, when the first was, and how many there are of each kind. */
    private static final String COUNTS = """
            select sum(events)::int as events, min(first_at) as first_at,
                json_object_agg(action, events order by events desc, action) as kinds
            from (select action, count(*)::int as events, min(at) as first_at from audit
                where tenant_id = $1 and job = e.job%s group by action) kind""";

    /**
     * Events that are of no bulk, and the last event of each bulk. The bulks are found by skipping from one to the next in the
     * index: what they changed is not read, but for the number of those on the page.
     */
    private static final String RUNS = """
            with recursive bulk as (
                (select job, actor_key, via from audit where tenant_id = $1 and job is not null order by job desc limit 1)
                union all
                select n.job, n.actor_key, n.via from bulk b cross join lateral (
                    select job, actor_key, via from audit where tenant_id = $1 and job < b.job order by job desc limit 1) n),
            entry as (
                (%1$s)
                union all (
                    select e.* from (select * from bulk where true%2$s) b cross join lateral (
                        select %3$s from audit where tenant_id = $1 and job = b.job and %4$s%5$s1) e
                    where (e.at, e.id) < (%6$s)%5$s%7$d)
                %5$s%7$d)
            select e.*, r.events, r.first_at, r.kinds from entry e left join lateral (
            """ + COUNTS.formatted(" and %4$s") + """
            ) r on e.job is not null
            order by e.at desc, e.id desc""";

    /** A busy tenant logs in many at nine; further back than this nothing is looked for. */
    private static final int LATELY = 5000;
    private static final int FEW = 10;
    private static final String[] NO_CHANGES = Stream.of(AuditKind.LOGGED_IN, AuditKind.LOGIN_FAILED, AuditKind.ACCOUNT_LOCKED)
            .map(AuditKind::label).toArray(String[]::new);
    private static final String CHANGES = """
            with lately as (select id, at, action, job from audit where tenant_id = $1 order by at desc, id desc limit %1$d),
            change as (
                select * from (
                    select distinct on (coalesce(job, id)) id, at from lately where action <> all($2)
                    order by coalesce(job, id), at desc, id desc) as run
                order by at desc, id desc limit %2$d)
            select e.*, r.events, r.first_at, r.kinds from change c
            cross join lateral (select %3$s from audit where tenant_id = $1 and at = c.at and id = c.id) e
            left join lateral (%4$s) r on e.job is not null
            order by e.at desc, e.id desc""".formatted(LATELY, FEW, COLUMNS, COUNTS.formatted(""));

    private final Database database;

    AuditRepository(Database database) {
        this.database = database;
    }

    /** Fails with 400 for invalid values in the query. */
    public Uni<AuditList> list(Tenant tenant, AuditQuery query) {
        return query.check().isOfRuns() ? runs(tenant, query) : events(tenant, query);
    }

    /** The last ten changes, with a bulk as one. Logins are none, nor are failures to log in, and what they lock. */
    public Uni<List<AuditList.Event>> changes(Tenant tenant) {
        return database.list(CHANGES, tenant.id(), NO_CHANGES).map(rows -> rows.stream().map(AuditList.Event::ofRun).toList());
    }

    /** All events in one query. Throws 400 for invalid values. */
    public static AuditSelection selection(Tenant tenant, AuditQuery query) {
        Conditions events = conditions(tenant, query.check());
        return new AuditSelection(sql(events, query, IN_ORDER), List.of(events.parameters()));
    }

    private Uni<AuditList> events(Tenant tenant, AuditQuery query) {
        int size = query.size();
        Conditions events = conditions(tenant, query);
        return database.list(sql(events, query, NEWEST + (size + 1)), events.parameters())
                .map(rows -> AuditList.of(rows, size));
    }

    private Uni<AuditList> runs(Tenant tenant, AuditQuery query) {
        int size = query.size();
        Conditions others = conditions(tenant, query).and("job is null");
        return database.list(runs(others, query, size + 1), others.parameters()).map(rows -> AuditList.ofRuns(rows, size));
    }

    /** All of the others have the same job, none: the order names it, so that it is that of the index. */
    private static String runs(Conditions others, AuditQuery query, int limit) {
        AuditQuery.End end = query.end();
        String alone = EVENTS + others + " order by job desc, at desc, id desc limit " + limit;
        String shared = shared(others, " and actor_key = ?", key(query.actor())) + shared(others, " and via = ?", query.via());
        String within = others.numbered("at >= ? and at < ?", query.since(), query.until());
        return RUNS.formatted(alone, shared, COLUMNS, within, NEWEST, others.numbered("?, ?", end.at(), end.id()), limit);
    }

    /** What all events of a bulk have in common is asked of one of them. */
    private static String shared(Conditions parameters, String condition, String value) {
        return value == null ? "" : parameters.numbered(condition, value);
    }

    private static Conditions conditions(Tenant tenant, AuditQuery query) {
        AuditQuery.End end = query.end();
        return Conditions.of(tenant.id(), "tenant_id").and("(at, id) < (?, ?)", end.at(), end.id())
                .and("at >= ?", query.since()).andIf("action = ?", query.kind()).andIf("actor_key = ?", key(query.actor()))
                .andIf("subject_key = ?", key(query.subject())).andIf("via = ?", query.via())
                .andIf("request = ?", query.request()).andIf("job = ?", query.jobId());
    }

    private static String key(String login) {
        return login == null ? null : LoginKey.of(login);
    }

    /**
     * What users did and what was done to them have an index each, which are merged in order. An event that is both is read by
     * the first.
     */
    private static String sql(Conditions events, AuditQuery query, String order) {
        if (query.user() == null) {
            return EVENTS + events + order;
        }
        String by = events.numbered("actor_key = ?", key(query.user()));
        String to = by.replace("actor_key", "subject_key") + " and not " + by;
        return "(" + EVENTS + events + " and " + by + order + ") union all (" + EVENTS + events + " and " + to + order + ")"
                + order;
    }
}
