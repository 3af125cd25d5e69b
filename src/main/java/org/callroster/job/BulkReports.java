package org.callroster.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.database.Database;
import org.callroster.error.Failure;
import org.callroster.http.EventLoops;
import org.callroster.idempotency.KeyedCall;
import org.callroster.tenant.Tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/** Reads bulks and their outcomes, on any instance. */
@ApplicationScoped
public class BulkReports {

    public static final String NDJSON = "application/x-ndjson";

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

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final byte[] NOTHING_YET = {};

    private final Database database;
    private final GeneratedPasswords passwords;
    private final ObjectMapper mapper;

    BulkReports(Database database, GeneratedPasswords passwords, ObjectMapper mapper) {
        this.passwords = passwords;
        this.database = database;
        this.mapper = mapper;
    }

    /** The caller's own bulks of the last day, all bulks if the caller sees all teams; newest first. */
    public Uni<List<JobView>> ofTheDay(Caller caller) {
        return database.list(OF_THE_DAY, caller.tenant().id(), caller.seesAllTeams(), caller.userId())
                .map(rows -> rows.stream().map(JobView::of).toList());
    }

    /** Fails with 404 if there is no such bulk, or it is somebody else's and the caller does not see all teams. */
    public Uni<JobView> job(Caller caller, UUID job) {
        return job(caller.tenant(), job).invoke(found -> {
            if (!caller.seesAllTeams() && !caller.userId().equals(found.actorId())) {
                throw notFound();
            }
        });
    }

    /** The bulk of the same call, unless its instance died. Fails with 422 if the key was used with another request. */
    public Uni<Optional<BulkJobs.Begun>> of(KeyedCall call) {
        return database.first(OF_CALL, call.key().tenantId(), call.key().id())
                .invoke(found -> found.ifPresent(row -> call.requireSame(row.getBuffer("call_fingerprint").getBytes())))
                .map(found -> found.filter(row -> !row.getBoolean("interrupted"))
                        .map(row -> BulkJobs.Begun.known(row.getUUID("id"))));
    }

    private Uni<JobView> job(Tenant tenant, UUID job) {
        return database.first(ONE, tenant.id(), job)
                .map(found -> found.map(JobView::of).orElseThrow(BulkReports::notFound));
    }

    public static Failure notFound() {
        return Failure.notFound("bulk not found");
    }

    /** The next lines of the answer after {@code line}; the answer ends after {@code last}. */
    private record Part(long line, byte[] lines, boolean last) {
    }

    /**
     * All outcomes, as they come, and a closing line at the end. Only the user who started the bulk sees the passwords that it
     * generated. Without line ends between the items, which Quarkus adds.
     */
    public Multi<byte[]> outcomes(Caller reader, UUID job) {
        return Multi.createBy().repeating()
                .uni(() -> new Part[] { new Part(0, NOTHING_YET, false) },
                        at -> next(reader, job, at[0].line).invoke(part -> at[0] = part))
                .whilst(part -> !part.last)
                .map(Part::lines).select().where(lines -> lines.length > 0);
    }

    /** Looks at the bulk first: if it has ended then, all of its outcomes are there. */
    private Uni<Part> next(Caller reader, UUID job, long after) {
        Tenant tenant = reader.tenant();
        return job(tenant, job).chain(state -> database.list(OUTCOMES, tenant.id(), job, after)
                .chain(rows -> rows.isEmpty() ? pauseOrEnd(state, after) : Uni.createFrom().item(part(reader, state, rows))));
    }

    private Uni<Part> pauseOrEnd(JobView job, long after) {
        return job.isRunning()
                ? Uni.createFrom().item(new Part(after, NOTHING_YET, false)).onItem().delayIt().by(PAUSE)
                        .emitOn(EventLoops.current())
                : Uni.createFrom().item(new Part(after, closing(job), true));
    }

    private Part part(Caller reader, JobView job, List<Row> rows) {
        boolean shown = job.actorId() != null && job.actorId().equals(reader.userId());
        String lines = rows.stream().map(row -> outcomes(job, row, shown)).collect(Collectors.joining());
        return new Part(rows.get(rows.size() - 1).getLong("line"), lines.strip().getBytes(StandardCharsets.UTF_8), false);
    }

    /** A repeated call sees which lines were done before. */
    private String outcomes(JobView job, Row row, boolean shown) {
        Buffer sealed = shown ? row.getBuffer("passwords") : null;
        String lines = sealed == null ? row.getString("outcomes")
                : passwords.shown(job.job(), row.getLong("line"), row.getString("outcomes"), sealed.getBytes());
        return row.getBoolean("before") ? lines.replace("}\n", ",\"before\":true}\n") : lines;
    }

    /** {@code done} is true only if all lines were reported. */
    private byte[] closing(JobView job) {
        try {
            ObjectNode line = mapper.createObjectNode().put("done", job.state().equals(BulkJob.DONE));
            line.setAll((ObjectNode) mapper
                    .valueToTree(new Totals(job.job(), job.state(), job.lines(), job.created(), job.updated(),
                            job.unchanged(), job.deleted(), job.failed())));
            return mapper.writeValueAsBytes(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("totals are plain data", e);
        }
    }

    @RegisterForReflection
    private record Totals(UUID job, String state, long lines, long created, long updated, long unchanged, long deleted,
            long failed) {
    }
}
