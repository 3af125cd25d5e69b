package org.callroster.job;

import java.io.Serializable;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** The outcomes of some lines, written with what the lines did. */
@Entity
@IdClass(BulkOutcomes.Key.class)
class BulkOutcomes {

    record Key(UUID tenantId, UUID job, long line) implements Serializable {
    }

    @Id
    UUID tenantId;
    @Id
    UUID job;
    /** The number of the last of the lines. */
    @Id
    long line;
    /** NDJSON: a line for each, each with its line end. */
    String outcomes;
    /** JSON, sealed: generated passwords by the number of the line; null if there are none. */
    byte[] passwords;

    static BulkOutcomes of(BulkJob job, long line, String outcomes, byte[] passwords) {
        BulkOutcomes reported = new BulkOutcomes();
        reported.tenantId = job.tenantId;
        reported.job = job.id;
        reported.line = line;
        reported.outcomes = outcomes;
        reported.passwords = passwords;
        return reported;
    }
}
