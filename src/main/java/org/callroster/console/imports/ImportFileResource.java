package org.callroster.console.imports;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.callroster.body.Spooled;
import org.callroster.bulk.BulkOptions;
import org.callroster.bulk.BulkUploads;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Pages;
import org.callroster.console.Proof;
import org.callroster.http.Deadline;
import org.callroster.http.WithDeadline;
import org.callroster.job.BulkReports;
import org.callroster.job.WrongLineFiles;
import org.callroster.values.Csv;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Takes files of users: the body is the file itself. */
@Spooled
@WithDeadline
@Path("/console/import/file")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.USERS)
class ImportFileResource {

    private final BulkUploads uploads;
    private final BulkReports reports;
    private final WrongLineFiles wrongLines;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    ImportFileResource(BulkUploads uploads, BulkReports reports, WrongLineFiles wrongLines, Proof proof, Pages pages,
            CurrentCaller caller) {
        this.uploads = uploads;
        this.reports = reports;
        this.wrongLines = wrongLines;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    /**
     * A rehearsal is shown where the form is; a run has a page of its own, so that loading it again finds it. A run may give
     * roles and passwords, so it asks for the caller's.
     *
     * @param columns the attribute of each column; {@code -} for one that is left out
     */
    @POST
    public Uni<RestResponse<TemplateInstance>> start(RoutingContext request, @BeanParam BulkOptions options,
            @QueryParam("column") List<String> columns) {
        BulkOptions checked = options.check();
        return uploads.start(caller.get(), checked, columns, request, () -> allowed(checked))
                .invoke(() -> Deadline.begin(request))
                .chain(begun -> checked.isRehearsal() ? rehearsal(begun.job())
                        : Uni.createFrom().item(() -> Answers.open(request, JobResource.PATH + begun.job())));
    }

    private Uni<Void> allowed(BulkOptions options) {
        return options.isRehearsal() ? Uni.createFrom().voidItem() : proof.require();
    }

    private Uni<RestResponse<TemplateInstance>> rehearsal(UUID job) {
        return reports.job(caller.get(), job).map(found -> JobPage.of(found, List.of(), 0, true))
                .map(view -> RestResponse.ok(Templates.job(pages.of(view.title(), "import"), view)));
    }

    /** The lines of the file that failed, each with the reason. */
    @POST
    @Path("wrong")
    @Produces(Csv.MEDIA_TYPE)
    public Multi<byte[]> wrong(RoutingContext request, @QueryParam("job") @DefaultValue("") String job) {
        return reports.job(caller.get(), JobResource.id(job)).onItem()
                .transformToMulti(found -> wrongLines.of(caller.tenant(), found.job(), request));
    }
}
