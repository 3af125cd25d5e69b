package org.callroster.console.imports;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.attribute.UserPatch;
import org.callroster.bulk.BulkChange;
import org.callroster.bulk.BulkChanges;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Choices;
import org.callroster.console.Fields;
import org.callroster.console.Pages;
import org.callroster.console.Proof;
import org.callroster.export.UserExports;
import org.callroster.fleet.FleetRepository;
import org.callroster.http.WithDeadline;
import org.callroster.values.Csv;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Changes or exports users who were selected in a list. Not below the path of the users, where it would hide the user whose login
 * it is.
 */
@WithDeadline
@Path("/console/selection")
@Produces(MediaType.TEXT_HTML)
class SelectionResource {

    private static final String SECTION = "users";

    private final FleetRepository fleet;
    private final BulkChanges changes;
    private final UserExports exports;
    private final Choices choices;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    SelectionResource(FleetRepository fleet, BulkChanges changes, UserExports exports, Choices choices, Proof proof,
            Pages pages,
            CurrentCaller caller) {
        this.fleet = fleet;
        this.changes = changes;
        this.exports = exports;
        this.choices = choices;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    /** Asks what is to be changed, and says for whom. */
    @POST
    @RolesAllowed(Privilege.VIEW)
    public Uni<RestResponse<TemplateInstance>> ask(RoutingContext request) {
        return selection(request).map(view -> Answers.inDialog(request, 200,
                Templates.selection(pages.of("Change " + view.people(), SECTION), view)));
    }

    private Uni<SelectionView> selection(RoutingContext request) {
        Selected selected = Selected.of(Fields.of(request));
        return fleet.chosen(caller.get(), selected.users(), selected.keys())
                .chain(chosen -> choices.of(caller.tenant()).map(names -> new SelectionView(selected, chosen, names)));
    }

    /** Refused if not as many users are found as the caller was told. */
    @POST
    @Path("run")
    @RolesAllowed({ Privilege.RESET, Privilege.UNLOCK })
    public Uni<RestResponse<TemplateInstance>> run(RoutingContext request) {
        Fields fields = Fields.of(request);
        UserPatch patch = ChangeForm.of(fields);
        BulkChange wanted = new BulkChange(Selected.of(fields).filter(), patch, ChangeForm.number(fields, "expect"), false);
        return allowed(patch).chain(() -> changes.start(caller.get(), wanted, request))
                .map(begun -> Answers.open(request, JobResource.PATH + begun.job()));
    }

    private Uni<Void> allowed(UserPatch patch) {
        boolean givesPower = patch.addRoles() != null || patch.removeRoles() != null;
        return givesPower ? proof.require() : Uni.createFrom().voidItem();
    }

    @POST
    @Path("export")
    @RolesAllowed(Privilege.VIEW)
    public Uni<RestResponse<TemplateInstance>> askToExport(RoutingContext request) {
        return proof.require().chain(() -> selection(request)).map(view -> Answers.inDialog(request, 200,
                Templates.selectionexport(pages.of("Export " + view.people(), SECTION), view)));
    }

    @POST
    @Path("export.csv")
    @Produces(Csv.MEDIA_TYPE)
    @RolesAllowed(Privilege.VIEW)
    public Multi<byte[]> export(RoutingContext request) {
        Selected selected = Selected.of(Fields.of(request));
        return proof.require().onItem().transformToMulti(proved -> {
            request.response().putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"users.csv\"");
            return exports.csv(caller.get(), selected.users(), selected.keys(), selected.shown(), request);
        });
    }
}
