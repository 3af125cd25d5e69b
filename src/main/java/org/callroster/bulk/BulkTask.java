package org.callroster.bulk;

import java.util.UUID;
import java.util.function.Supplier;

import org.callroster.audit.Origin;
import org.callroster.audit.Via;
import org.callroster.caller.Caller;
import org.callroster.job.BulkJobs;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/**
 * A bulk that runs on this instance.
 *
 * @param caller looks the caller up again, for each batch
 * @param request what began it
 */
record BulkTask(Tenant tenant, BulkJobs.Begun begun, BulkWork work, BulkFile file, Supplier<Uni<Caller>> caller,
        Origin request) {

    UUID job() {
        return begun.job();
    }

    /** For the audit. */
    Origin origin() {
        return new Origin(Via.BULK, request.address(), request.request(), request.credential(), job());
    }
}
