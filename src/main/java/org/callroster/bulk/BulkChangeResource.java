package org.callroster.bulk;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.http.WithDeadline;
import org.callroster.job.BulkReports;
import org.callroster.values.NoQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Changes all users that a filter finds (fleet section 3). */
@NoQuery
@WithDeadline
@Path("/configapi/v2/bulk/change")
@RolesAllowed({ Privilege.RESET, Privilege.UNLOCK })
class BulkChangeResource {

    private final BulkChanges changes;
    private final BulkReports reports;
    private final CurrentCaller caller;

    BulkChangeResource(BulkChanges changes, BulkReports reports, CurrentCaller caller) {
        this.changes = changes;
        this.reports = reports;
        this.caller = caller;
    }

    /** 202 as soon as the users are known. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<StartedView>> start(RoutingContext request, BulkChange wanted) {
        return changes.start(caller.get(), wanted, request).map(StartedView::answer);
    }

    /** With {@code Prefer: wait}: the outcomes. */
    @POST
    @Produces(BulkReports.NDJSON)
    public Multi<byte[]> startAndWait(RoutingContext request, BulkChange wanted) {
        return changes.start(caller.get(), wanted, request).onItem()
                .transformToMulti(bulk -> reports.outcomes(caller.get(), bulk.job()));
    }
}
