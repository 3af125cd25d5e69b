package org.callroster.bulk;

import java.util.UUID;
import java.util.function.Supplier;

import org.callroster.audit.Origin;
import org.callroster.audit.Via;
import org.callroster.caller.Caller;
import org.callroster.tenant.Tenant;
import org.callroster.upload.SpooledFile;
import org.callroster.upload.UserLines;

import io.smallrye.mutiny.Uni;

/**
 * A bulk that runs on this instance.
 *
 * @param caller looks the caller up again, for each batch
 */
record BulkTask(Tenant tenant, UUID job, BulkOptions options, SpooledFile file, UserLines lines, Supplier<Uni<Caller>> caller,
        Origin request) {

    /** For the audit. */
    Origin origin() {
        return new Origin(Via.BULK, request.address(), request.request(), request.credential(), job);
    }

    boolean isRehearsal() {
        return options.isRehearsal();
    }
}
