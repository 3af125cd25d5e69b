package org.callroster.bulk;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.body.Spooled;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.http.Deadline;
import org.callroster.http.WithDeadline;
import org.callroster.job.BulkJobs;
import org.callroster.job.BulkReports;
import org.callroster.values.KnownQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Takes the file of a bulk (fleet section 3). */
@Spooled
@WithDeadline
@Path("/configapi/v2/bulk/user")
@RolesAllowed(Privilege.USERS)
class BulkUploadResource {

    private final BulkUploads uploads;
    private final BulkReports reports;
    private final CurrentCaller caller;

    BulkUploadResource(BulkUploads uploads, BulkReports reports, CurrentCaller caller) {
        this.uploads = uploads;
        this.reports = reports;
        this.caller = caller;
    }

    /** 202 as soon as the file is there and can be read. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<StartedView>> start(@Context UriInfo uri, RoutingContext request,
            @BeanParam BulkOptions options) {
        return started(uri, request, options).map(StartedView::answer);
    }

    /** With {@code Prefer: wait}: the outcomes. */
    @POST
    @Produces(BulkReports.NDJSON)
    public Multi<byte[]> startAndWait(@Context UriInfo uri, RoutingContext request, @BeanParam BulkOptions options) {
        return started(uri, request, options).onItem()
                .transformToMulti(bulk -> reports.outcomes(caller.get(), bulk.job()));
    }

    private Uni<BulkJobs.Begun> started(UriInfo uri, RoutingContext request, BulkOptions options) {
        KnownQuery.require(uri, BulkOptions.PARAMETERS);
        return uploads.start(caller.get(), options.check(), request).invoke(() -> Deadline.begin(request));
    }
}
