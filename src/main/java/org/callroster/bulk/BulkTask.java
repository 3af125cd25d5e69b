package org.callroster.bulk;

import java.util.UUID;
import java.util.function.Supplier;

import org.callroster.audit.Origin;
import org.callroster.audit.Via;
import org.callroster.caller.Caller;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/**
 * A bulk that runs on this instance.
 *
 * @param linesDone lines up to this are left out: they were reported before the bulk was cut
 * @param caller looks the caller up again, for each batch
 * @param request what began it
 */
record BulkTask(Tenant tenant, UUID job, BulkWork work, BulkFile file, long linesDone, Supplier<Uni<Caller>> caller,
        Origin request) {

    /** For the audit. */
    Origin origin() {
        return new Origin(Via.BULK, request.address(), request.request(), request.credential(), job);
    }
}
