package org.callroster.job;

import java.util.UUID;

import org.callroster.database.Columns;
import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.vertx.mutiny.sqlclient.Row;

/**
 * How far a bulk is. {@code lines} are those of the file, {@code done} the last of them that was reported.
 *
 * @param state running, done, stopped, or interrupted: its instance died
 */
public record JobView(UUID job, String state, String mode, boolean dryRun, String actor, @JsonIgnore UUID actorId,
        String startedAt,
        long lines, long done, long created, long updated, long unchanged, long deleted, long failed) {

    static JobView of(Row row) {
        return new JobView(row.getUUID("id"), row.getString("state"), row.getString("mode"), row.getBoolean("dry_run"),
                row.getString("actor"), row.getUUID("actor_id"), Times.text(Columns.instant(row, "created_at")),
                row.getLong("lines"), row.getLong("lines_done"), row.getLong("created"), row.getLong("updated"),
                row.getLong("unchanged"), row.getLong("deleted"), row.getLong("failed"));
    }

    @JsonIgnore
    public boolean isRunning() {
        return state.equals(BulkJob.RUNNING);
    }
}
