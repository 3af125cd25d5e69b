package org.callroster.job;

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
import org.callroster.idempotency.KeyedCall;
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

    private final GeneratedPasswords passwords;
    private final ObjectMapper mapper;

    BulkJobs(GeneratedPasswords passwords, ObjectMapper mapper) {
        this.passwords = passwords;
        this.mapper = mapper;
    }

    /**
     * @param isRepeated the same call was made before
     * @param isToRun false if an instance is running it, or it has ended
     * @param linesDone the lines of the file that were reported when it was cut
     * @param takeovers as many times it was taken over; it is not this instance's any more when the number has grown
     */
    public record Begun(UUID job, boolean isRepeated, boolean isToRun, long linesDone, int takeovers) {

        static Begun known(UUID job) {
            return new Begun(job, true, false, 0, 0);
        }
    }

    /**
     * Begins a bulk, or goes on with one whose instance died if the same call is repeated. Fails with 503 if the tenant has two
     * running bulks, with 422 if the key was used for another file.
     */
    @WithTransaction
    public Uni<Begun> begin(Caller caller, NewBulk wanted) {
        Tenant tenant = caller.tenant();
        return AdvisoryLocks.lock("bulks of " + tenant.id())
                .chain(() -> sweep(tenant))
                .chain(() -> wanted.call().map(this::repeated).orElse(Uni.createFrom().nullItem()))
                .chain(known -> known != null && !known.isInterrupted(Instant.now())
                        ? Uni.createFrom().item(Begun.known(known.id))
                        : requireRoom(tenant).chain(() -> begin(caller, wanted, known)));
    }

    /** @param cut the bulk of the same call, whose instance died; null if there is none */
    private Uni<Begun> begin(Caller caller, NewBulk wanted, BulkJob cut) {
        if (cut != null && wanted.canGoOn()) {
            cut.resume(Instant.now());
            return Uni.createFrom().item(new Begun(cut.id, true, true, cut.linesDone, cut.takeovers));
        }
        if (cut != null) {
            cut.giveUp();
        }
        return flush().chain(() -> persist(job(caller, wanted)))
                .map(job -> new Begun(job.id, false, true, 0, 0));
    }

    private static BulkJob job(Caller caller, NewBulk wanted) {
        BulkJob job = new BulkJob();
        job.tenantId = caller.tenant().id();
        job.id = Ids.next();
        job.actor = caller.loginId();
        job.actorId = caller.userId();
        job.mode = wanted.mode().label();
        job.dryRun = wanted.isRehearsal();
        job.state = BulkJob.RUNNING;
        job.lines = wanted.lines();
        job.createdAt = Instant.now();
        job.beatAt = job.createdAt;
        job.callKey = wanted.call().map(call -> call.key().id()).orElse(null);
        job.callFingerprint = wanted.call().map(KeyedCall::fingerprint).orElse(null);
        return job;
    }

    /** Null if it is the first such call. Throws 422 if the file is another one. */
    private Uni<BulkJob> repeated(KeyedCall call) {
        return find("tenantId = ?1 and callKey = ?2", call.key().tenantId(), call.key().id())
                .withLock(LockModeType.PESSIMISTIC_WRITE).firstResult()
                .onItem().ifNotNull().invoke(known -> call.requireSame(known.callFingerprint));
    }

    /** Deletes the bulks that are older than a day. */
    @WithTransaction
    public Uni<Void> sweep(Tenant tenant) {
        return delete("tenantId = ?1 and createdAt < ?2", tenant.id(), Instant.now().minus(KEPT)).replaceWithVoid();
    }

    private Uni<Void> requireRoom(Tenant tenant) {
        return count("tenantId = ?1 and state = 'running' and beatAt > ?2", tenant.id(), Instant.now().minus(SILENCE))
                .invoke(BulkJobs::requireRoom).replaceWithVoid();
    }

    private static void requireRoom(long running) {
        if (running >= MOST_OF_A_TENANT) {
            throw busy("two bulks of this tenant are running, try again when one has ended");
        }
    }

    public static Failure busy(String why) {
        return new Failure(ErrorCode.UNAVAILABLE, why);
    }

    /** The bulk must not go on. */
    public static class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    /**
     * Locks the bulk until the transaction ends. Call inside a transaction. Returns the number of the last line that was reported:
     * a transaction whose commit seemed to fail may have committed. Fails with {@link Stopped} if the bulk was stopped or taken
     * over, or is gone.
     */
    public Uni<Long> linesDone(Tenant tenant, Begun bulk) {
        return locked(tenant, bulk).onItem().ifNull().failWith(Stopped::new).invoke(found -> {
            if (!found.isRunning() || found.stopWanted) {
                throw new Stopped();
            }
        }).map(found -> found.linesDone);
    }

    /** Null if another instance has taken it over, or it is gone. */
    private Uni<BulkJob> locked(Tenant tenant, Begun bulk) {
        return findById(new TenantKey(tenant.id(), bulk.job()), LockModeType.PESSIMISTIC_WRITE)
                .map(found -> found == null || found.takeovers != bulk.takeovers() ? null : found);
    }

    /**
     * Reports lines. Call inside the transaction that called {@link #linesDone}.
     *
     * @param line the number of the last line of the file that is done then
     */
    public Uni<Void> report(Tenant tenant, UUID job, long line, List<Outcome> outcomes) {
        return findById(new TenantKey(tenant.id(), job)).chain(found -> report(found, line, outcomes));
    }

    private Uni<Void> report(BulkJob job, long line, List<Outcome> outcomes) {
        job.report(line, outcomes, Instant.now());
        String text = outcomes.stream().map(this::text).collect(Collectors.joining());
        return Panache.getSession()
                .chain(session -> session.persist(BulkOutcomes.of(job, line, text, passwords.sealed(job.id, line, outcomes))))
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
    public Uni<Void> end(Tenant tenant, Begun bulk) {
        return locked(tenant, bulk).onItem().ifNotNull().invoke(found -> found.end(Instant.now())).replaceWithVoid();
    }

    /** The bulk ends after the lines that are being done. */
    @WithTransaction
    public Uni<Void> stop(Tenant tenant, UUID job) {
        return update("stopWanted = true where tenantId = ?1 and id = ?2", tenant.id(), job).replaceWithVoid();
    }
}
