package org.callroster.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.caller.Caller;
import org.callroster.database.AdvisoryLocks;
import org.callroster.database.Ids;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Begins, reports, stops and ends bulks. Outcomes are kept for a day. */
@ApplicationScoped
public class BulkJobs implements PanacheRepositoryBase<BulkJob, TenantKey> {

    static final Duration KEPT = Duration.ofDays(1);
    /** A running bulk that has reported nothing for so long has lost its instance. */
    static final Duration SILENCE = Duration.ofMinutes(1);

    private static final int MOST_OF_A_TENANT = 2;

    private final ObjectMapper mapper;

    BulkJobs(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Returns the id. Fails with 503 if the tenant has two running bulks. Deletes those that are older than a day. */
    @WithTransaction
    Uni<UUID> begin(Caller caller, BulkOptions options, long lines) {
        Tenant tenant = caller.tenant();
        Instant now = Instant.now();
        return AdvisoryLocks.lock("bulks of " + tenant.id())
                .chain(() -> delete("tenantId = ?1 and createdAt < ?2", tenant.id(), now.minus(KEPT)))
                .chain(() -> count("tenantId = ?1 and state = 'running' and beatAt > ?2", tenant.id(), now.minus(SILENCE)))
                .invoke(BulkJobs::requireRoom)
                .chain(() -> persist(job(caller, options, lines, now)))
                .map(job -> job.id);
    }

    private static void requireRoom(long running) {
        if (running >= MOST_OF_A_TENANT) {
            throw busy("two bulks of this tenant are running, try again when one has ended");
        }
    }

    static Failure busy(String why) {
        return new Failure(ErrorCode.UNAVAILABLE, why);
    }

    private static BulkJob job(Caller caller, BulkOptions options, long lines, Instant now) {
        BulkJob job = new BulkJob();
        job.tenantId = caller.tenant().id();
        job.id = Ids.next();
        job.actor = caller.loginId();
        job.actorId = caller.userId();
        job.mode = options.mode();
        job.dryRun = options.isRehearsal();
        job.state = BulkJob.RUNNING;
        job.lines = lines;
        job.createdAt = now;
        job.beatAt = now;
        return job;
    }

    /** The bulk must not go on. */
    static class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    /** Locks the bulk until the open transaction ends. Fails with {@link Stopped} if it was stopped, or is gone. */
    Uni<BulkJob> running(Tenant tenant, UUID job) {
        return findById(new TenantKey(tenant.id(), job), LockModeType.PESSIMISTIC_WRITE)
                .onItem().ifNull().failWith(Stopped::new)
                .invoke(found -> {
                    if (!found.isRunning() || found.stopWanted) {
                        throw new Stopped();
                    }
                });
    }

    /** In the open transaction, with what the lines did. */
    Uni<Void> report(BulkJob job, long line, List<Outcome> outcomes) {
        job.report(line, outcomes, Instant.now());
        String text = outcomes.stream().map(this::text).collect(Collectors.joining());
        return Panache.getSession().chain(session -> session.persist(BulkOutcomes.of(job, line, text)))
                .chain(() -> flush());
    }

    private String text(Outcome outcome) {
        try {
            return mapper.writeValueAsString(outcome) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outcome is plain data", e);
        }
    }

    @WithTransaction
    Uni<Void> end(Tenant tenant, UUID job) {
        return findById(new TenantKey(tenant.id(), job), LockModeType.PESSIMISTIC_WRITE)
                .onItem().ifNotNull().invoke(found -> found.end(Instant.now())).replaceWithVoid();
    }

    /** The bulk ends after the lines that are being done. */
    @WithTransaction
    Uni<Void> stop(Tenant tenant, UUID job) {
        return update("stopWanted = true where tenantId = ?1 and id = ?2", tenant.id(), job).replaceWithVoid();
    }
}
