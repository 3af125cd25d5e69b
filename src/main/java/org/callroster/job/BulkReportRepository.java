package org.callroster.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.database.Database;
import org.callroster.idempotency.KeyedCall;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/** Reads bulks and their outcomes. */
@ApplicationScoped
class BulkReportRepository {

    private static final String JOBS = """
            select id, mode, dry_run, actor, actor_id, lines, lines_done, created, updated, unchanged, deleted, failed, created_at,
                case when state = 'running' and beat_at < now() - interval '%d seconds' then 'interrupted' else state end as state
            from bulk_job where tenant_id = $1""".formatted(BulkJobs.SILENCE.toSeconds());
    private static final String ONE = JOBS + " and id = $2";
    private static final String OF_THE_DAY = JOBS + """
             and created_at > now() - interval '1 day' and ($2 or actor_id = $3)
            order by created_at desc limit 100""";
    private static final String OF_CALL = """
            select id, call_fingerprint, state = 'running' and beat_at < now() - interval '%d seconds' as interrupted
            from bulk_job where tenant_id = $1 and call_key = $2""".formatted(BulkJobs.SILENCE.toSeconds());
    private static final String OUTCOMES = """
            select line, outcomes, passwords, line <= (select lines_before from bulk_job where tenant_id = $1 and id = $2) as before
            from bulk_outcomes where tenant_id = $1 and job = $2 and line > $3 order by line limit 20""";

    /**
     * The lines are told apart in the database, so that the event loop reads those that failed alone. The texts are looked for as
     * Jackson writes them: quotes within a value have a backslash before them.
     */
    private static final String FAILURES = """
            select text from (select o.line as last, t.text, cast(substring(t.text from '^\\{"line":(\\d+)') as bigint) as number
                from bulk_outcomes o, string_to_table(o.outcomes, E'\\n') as t (text)
                where o.tenant_id = $1 and o.job = $2 and o.line > $3 and o.outcomes like '%"outcome":"failed"%'
                    and t.text like '%"outcome":"failed"%') as failures
            where number > $3 order by last, number limit $4""";

    /**
     * The outcomes of some lines.
     *
     * @param line the last of them
     * @param passwords sealed; null for none
     * @param before whether a repeated call found them done
     */
    record Outcomes(long line, String text, byte[] passwords, boolean before) {

        private static Outcomes of(Row row) {
            Buffer sealed = row.getBuffer("passwords");
            return new Outcomes(row.getLong("line"), row.getString("outcomes"), sealed == null ? null : sealed.getBytes(),
                    row.getBoolean("before"));
        }
    }

    private final Database database;

    BulkReportRepository(Database database) {
        this.database = database;
    }

    /** The caller's own bulks of the last day, all bulks if the caller sees all teams; newest first. */
    Uni<List<JobView>> ofTheDay(Caller caller) {
        return database.list(OF_THE_DAY, caller.tenant().id(), caller.seesAllTeams(), caller.userId())
                .map(rows -> rows.stream().map(JobView::of).toList());
    }

    /** Fails with 404. */
    Uni<JobView> byId(Tenant tenant, UUID job) {
        return database.first(ONE, tenant.id(), job).map(found -> found.map(JobView::of).orElseThrow(BulkReports::notFound));
    }

    /** The bulk of the same call, unless its instance died. Fails with 422 if the key was used with another request. */
    Uni<Optional<BulkJobs.Begun>> of(KeyedCall call) {
        return database.first(OF_CALL, call.key().tenantId(), call.key().id())
                .invoke(found -> found.ifPresent(row -> call.requireSame(row.getBuffer("call_fingerprint").getBytes())))
                .map(found -> found.filter(row -> !row.getBoolean("interrupted"))
                        .map(row -> BulkJobs.Begun.known(row.getUUID("id"))));
    }

    /** Up to 20 parts, after a line. */
    Uni<List<Outcomes>> outcomes(Tenant tenant, UUID job, long after) {
        return database.list(OUTCOMES, tenant.id(), job, after).map(rows -> rows.stream().map(Outcomes::of).toList());
    }

    /** The first outcomes after a line that are failures, each as JSON. */
    Uni<List<String>> failures(Tenant tenant, UUID job, long after, int most) {
        return database.list(FAILURES, tenant.id(), job, after, most)
                .map(rows -> rows.stream().map(row -> row.getString("text")).toList());
    }
}
