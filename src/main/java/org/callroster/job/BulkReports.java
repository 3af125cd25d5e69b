package org.callroster.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.error.Failure;
import org.callroster.http.EventLoops;
import org.callroster.idempotency.KeyedCall;
import org.callroster.job.BulkReportRepository.Outcomes;
import org.callroster.tenant.Tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Reads bulks and their outcomes, on any instance. */
@ApplicationScoped
public class BulkReports {

    public static final String NDJSON = "application/x-ndjson";

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final byte[] NOTHING_YET = {};

    private final BulkReportRepository bulks;
    private final GeneratedPasswords passwords;
    private final OutcomeLines lines;
    private final ObjectMapper mapper;

    BulkReports(BulkReportRepository bulks, GeneratedPasswords passwords, OutcomeLines lines, ObjectMapper mapper) {
        this.bulks = bulks;
        this.passwords = passwords;
        this.lines = lines;
        this.mapper = mapper;
    }

    /** The caller's own bulks of the last day, all bulks if the caller sees all teams; newest first. */
    public Uni<List<JobView>> ofTheDay(Caller caller) {
        return bulks.ofTheDay(caller);
    }

    /** Fails with 404 if there is no such bulk, or it is somebody else's and the caller does not see all teams. */
    public Uni<JobView> job(Caller caller, UUID job) {
        return bulks.byId(caller.tenant(), job).invoke(found -> {
            if (!caller.seesAllTeams() && !caller.userId().equals(found.actorId())) {
                throw notFound();
            }
        });
    }

    /** The bulk of the same call, unless its instance died. Fails with 422 if the key was used with another request. */
    public Uni<Optional<BulkJobs.Begun>> of(KeyedCall call) {
        return bulks.of(call);
    }

    /** The lines of a bulk that failed, as far as they are known. Look with {@link #job} first whether the caller may see it. */
    public Uni<List<OutcomeLine>> failures(Tenant tenant, UUID job, long after, int most) {
        return bulks.failures(tenant, job, after, most).map(found -> found.stream().map(lines::line).toList());
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

    /** The same as CSV, without the closing line. Converting takes a while, so it leaves the event loop. */
    public Multi<byte[]> csv(Caller reader, UUID job) {
        Multi<byte[]> rows = outcomes(reader, job).onItem()
                .transformToUniAndConcatenate(some -> Uni.createFrom().item(() -> lines.csv(some))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()).emitOn(EventLoops.current()));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(OutcomeLines.HEADER),
                rows.select().where(some -> some.length > 0));
    }

    /** Looks at the bulk first: if it has ended then, all of its outcomes are there. */
    private Uni<Part> next(Caller reader, UUID job, long after) {
        Tenant tenant = reader.tenant();
        return bulks.byId(tenant, job).chain(state -> bulks.outcomes(tenant, job, after)
                .chain(parts -> parts.isEmpty() ? pauseOrEnd(state, after)
                        : Uni.createFrom().item(part(reader, state, parts))));
    }

    private Uni<Part> pauseOrEnd(JobView job, long after) {
        return job.isRunning()
                ? Uni.createFrom().item(new Part(after, NOTHING_YET, false)).onItem().delayIt().by(PAUSE)
                        .emitOn(EventLoops.current())
                : Uni.createFrom().item(new Part(after, closing(job), true));
    }

    private Part part(Caller reader, JobView job, List<Outcomes> outcomes) {
        boolean shown = job.actorId() != null && job.actorId().equals(reader.userId());
        String lines = outcomes.stream().map(some -> lines(job, some, shown)).collect(Collectors.joining());
        return new Part(outcomes.get(outcomes.size() - 1).line(), lines.strip().getBytes(StandardCharsets.UTF_8), false);
    }

    /** A repeated call sees which lines were done before. */
    private String lines(JobView job, Outcomes some, boolean shown) {
        String lines = shown && some.passwords() != null
                ? passwords.shown(job.job(), some.line(), some.text(), some.passwords())
                : some.text();
        return some.before() ? lines.replace("}\n", ",\"before\":true}\n") : lines;
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
