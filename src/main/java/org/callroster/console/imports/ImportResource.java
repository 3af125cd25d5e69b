package org.callroster.console.imports;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.body.Bodies;
import org.callroster.caller.Privilege;
import org.callroster.console.Pages;
import org.callroster.http.WithDeadline;
import org.callroster.upload.CsvColumns;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Where a spreadsheet of users is chosen, rehearsed and run. */
@WithDeadline
@Path("/console/import")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.USERS)
class ImportResource {

    private final Pages pages;

    ImportResource(Pages pages) {
        this.pages = pages;
    }

    @GET
    public Uni<TemplateInstance> form() {
        return Uni.createFrom().item(() -> Templates.imports(pages.of("Import", "import")));
    }

    /** The body is the beginning of the file. */
    @POST
    @Path("columns")
    public Uni<TemplateInstance> columns(RoutingContext request) {
        return Uni.createFrom()
                .item(() -> Templates.importcolumns(CsvColumns.of(Bodies.of(request)), CsvColumns.ATTRIBUTES));
    }
}
