package org.callroster.console.imports;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Pages;
import org.callroster.console.Partial;
import org.callroster.console.Proof;
import org.callroster.http.WithDeadline;
import org.callroster.job.BulkJobs;
import org.callroster.job.BulkReports;
import org.callroster.job.JobView;
import org.callroster.job.OutcomeLine;
import org.callroster.values.Csv;
import org.callroster.values.Uuids;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Bulks of the last day: how far each is, which lines failed, all outcomes as a file. */
@WithDeadline
@Path("/console/jobs")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({ Privilege.RESET, Privilege.UNLOCK })
class JobResource {

    static final String PATH = "/console/jobs/";

    private static final String SECTION = "import";
    private static final int MOST_DIGITS = 9;
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final BulkReports reports;
    private final BulkJobs jobs;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    JobResource(BulkReports reports, BulkJobs jobs, Proof proof, Pages pages, CurrentCaller caller) {
        this.reports = reports;
        this.jobs = jobs;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    @GET
    public Uni<TemplateInstance> list() {
        return reports.ofTheDay(caller.get())
                .map(found -> Templates.jobs(pages.of("Imports and changes", SECTION),
                        found.stream().map(JobLine::new).toList()));
    }

    /** A script looks once a second as long as the bulk runs. */
    @GET
    @Path("{job}")
    public Uni<TemplateInstance> show(RoutingContext request, @PathParam("job") String job, @QueryParam("after") String after) {
        return page(job, line(after), Partial.is(request)).map(view -> Templates.job(pages.of(view.title(), SECTION), view));
    }

    @POST
    @Path("{job}/stop")
    public Uni<RestResponse<TemplateInstance>> stop(@PathParam("job") String job) {
        return job(job).chain(found -> jobs.stop(caller.tenant(), found.job()).replaceWith(PATH + found.job()))
                .map(Answers::seeOther);
    }

    /** Asks for the password first: generated passwords are in the file. */
    @GET
    @Path("{job}/result")
    public Uni<TemplateInstance> result(@PathParam("job") String job) {
        return proof.require().chain(() -> job(job))
                .map(found -> Templates.jobresult(pages.of("Result", SECTION), JobPage.of(found, List.of(), 0, false)));
    }

    @GET
    @Path("{job}/result.csv")
    @Produces(Csv.MEDIA_TYPE)
    public Multi<byte[]> csv(RoutingContext request, @PathParam("job") String job) {
        return proof.require().chain(() -> job(job)).onItem().transformToMulti(found -> {
            request.response().putHeader(HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"result-" + found.job() + ".csv\"");
            return reports.csv(caller.get(), found.job());
        });
    }

    private Uni<JobView> job(String id) {
        return Uni.createFrom().deferred(() -> reports.job(caller.get(), id(id)));
    }

    /** Lines that failed are shown when the bulk has ended, so that nothing moves under the reader. */
    private Uni<JobPage> page(String id, long after, boolean isPart) {
        return job(id).chain(found -> failed(found, after).map(lines -> JobPage.of(found, lines, after, isPart)));
    }

    private Uni<List<OutcomeLine>> failed(JobView job, long after) {
        return job.isRunning() || job.failed() == 0 ? Uni.createFrom().item(List.of())
                : reports.failures(caller.tenant(), job.job(), after, JobPage.MOST_LINES + 1);
    }

    static UUID id(String text) {
        return Uuids.of(text).orElseThrow(BulkReports::notFound);
    }

    /** Anything but a number is the beginning. */
    private static long line(String text) {
        return text != null && text.length() <= MOST_DIGITS && DIGITS.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
