package org.callroster.job;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

import org.callroster.tenant.TenantKey;

/** A bulk: what was asked for, and how far it is. */
@Entity
@IdClass(TenantKey.class)
class BulkJob {

    static final String RUNNING = "running";
    static final String DONE = "done";
    static final String STOPPED = "stopped";

    @Id
    UUID tenantId;
    @Id
    UUID id;
    String actor;
    UUID actorId;
    String mode;
    boolean dryRun;
    String state;
    boolean stopWanted;
    /** Of the file. */
    long lines;
    /** The number of the last line that was reported. */
    long linesDone;
    long created;
    long updated;
    long unchanged;
    long deleted;
    long failed;
    Instant createdAt;
    /** When a transaction of the bulk last committed. */
    Instant beatAt;
    /** Lines up to this were reported before the bulk was cut and the same call was repeated. */
    long linesBefore;
    /** How many times it was taken over from an instance that had died, or seemed to have. */
    int takeovers;
    /** Of the {@code Idempotency-Key}; null without one. */
    UUID callKey;
    byte[] callFingerprint;

    boolean isRunning() {
        return state.equals(RUNNING);
    }

    /** A running bulk that has reported nothing for so long has lost its instance. */
    boolean isInterrupted(Instant now) {
        return isRunning() && beatAt.isBefore(now.minus(BulkJobs.SILENCE));
    }

    /** Goes on behind the lines that were reported. */
    void resume(Instant now) {
        takeovers++;
        linesBefore = linesDone;
        beatAt = now;
    }

    /** Adds outcomes, up to this line of the file. */
    void report(long line, Iterable<Outcome> outcomes, Instant now) {
        linesDone = line;
        beatAt = now;
        outcomes.forEach(this::count);
    }

    private void count(Outcome outcome) {
        switch (outcome.kind()) {
            case CREATED -> created++;
            case UPDATED -> updated++;
            case UNCHANGED -> unchanged++;
            case DELETED -> deleted++;
            case FAILED -> failed++;
        }
    }

    /** Never goes on: the same call begins another bulk. */
    void giveUp() {
        takeovers++;
        callKey = null;
    }

    void end(Instant now) {
        state = stopWanted && linesDone < lines ? STOPPED : DONE;
        linesDone = state.equals(DONE) ? lines : linesDone;
        beatAt = now;
    }
}
