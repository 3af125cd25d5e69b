package org.callroster.job;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.header.Ok;
import org.callroster.http.WithDeadline;
import org.callroster.values.Checks;
import org.callroster.values.KnownQuery;
import org.callroster.values.Uuids;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Bulks of the last day (fleet section 3). */
@WithDeadline
@Path("/configapi/v2/bulk")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ Privilege.RESET, Privilege.UNLOCK })
class BulkResource {

    private static final String WAIT = "wait";

    record Jobs(List<JobView> jobs) {
    }

    private final BulkReports reports;
    private final BulkJobs jobs;
    private final CurrentCaller caller;

    BulkResource(BulkReports reports, BulkJobs jobs, CurrentCaller caller) {
        this.reports = reports;
        this.jobs = jobs;
        this.caller = caller;
    }

    @GET
    public Uni<Jobs> list(@Context UriInfo uri) {
        KnownQuery.require(uri);
        return reports.ofTheDay(caller.get()).map(Jobs::new);
    }

    /** With {@code wait=false}: how far it is. */
    @GET
    @Path("{job}")
    public Uni<JobView> progress(@Context UriInfo uri, @PathParam("job") String job) {
        check(uri);
        return reports.job(caller.get(), id(job));
    }

    /** The outcomes so far, and then as they come. */
    @GET
    @Path("{job}")
    @Produces(BulkReports.NDJSON)
    public Multi<byte[]> outcomes(@Context UriInfo uri, @PathParam("job") String job) {
        check(uri);
        return reports.job(caller.get(), id(job)).onItem()
                .transformToMulti(found -> reports.outcomes(caller.get(), found.job()));
    }

    @DELETE
    @Path("{job}")
    public Uni<RestResponse<byte[]>> stop(@Context UriInfo uri, @PathParam("job") String job) {
        KnownQuery.require(uri);
        return reports.job(caller.get(), id(job)).chain(found -> jobs.stop(caller.tenant(), found.job()))
                .map(done -> Ok.answer());
    }

    private static void check(UriInfo uri) {
        KnownQuery.require(uri, WAIT);
        String wait = uri.getQueryParameters().getFirst(WAIT);
        new Checks().that(wait == null || wait.equals("true") || wait.equals("false"), WAIT, "must be true or false").orFail();
    }

    static UUID id(String text) {
        return Uuids.of(text).orElseThrow(BulkReports::notFound);
    }
}
