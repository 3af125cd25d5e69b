package org.callroster.job;

import java.util.Optional;

import org.callroster.idempotency.KeyedCall;

/**
 * A bulk that is to begin.
 *
 * @param lines of its file
 */
public record NewBulk(BulkMode mode, boolean isRehearsal, long lines, Optional<KeyedCall> call) {

    /** Another try has the same lines. Those that a filter found may have changed. */
    boolean canGoOn() {
        return mode != BulkMode.CHANGE;
    }
}
