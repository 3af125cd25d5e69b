package org.callroster.console.names;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.LastChange;
import org.callroster.console.Page;
import org.callroster.console.Pages;
import org.callroster.console.Proof;
import org.callroster.error.Failure;
import org.callroster.fleet.FleetCounts;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.role.RoleService;
import org.callroster.role.RoleView;
import org.callroster.values.Checks;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Roles: who has them, and what they allow. */
@WithDeadline
@Path("/console/roles")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.ROLES)
class RolePagesResource {

    private static final String PATH = "/console/roles";
    private static final int CHANGED_MEANWHILE = 412;

    private final RoleService roles;
    private final FleetCounts counts;
    private final LastChange lastChange;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    RolePagesResource(RoleService roles, FleetCounts counts, LastChange lastChange, Proof proof, Pages pages,
            CurrentCaller caller) {
        this.roles = roles;
        this.counts = counts;
        this.lastChange = lastChange;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({ Privilege.VIEW, Privilege.ROLES })
    public Uni<TemplateInstance> list(@QueryParam("q") String q, @QueryParam("from") String from, @QueryParam("at") String at) {
        NameList.Wanted wanted = NameList.Wanted.of(q, from, at);
        return roles.all(caller.tenant()).chain(all -> list(all, wanted))
                .map(list -> Templates.roles(page("Roles"), list));
    }

    private Uni<NameList<RoleLine>> list(List<RoleView> all, NameList.Wanted wanted) {
        NameList<String> page = NameList.of(all.stream().map(RoleView::name).toList(), wanted, PATH);
        Map<String, RoleView> byName = all.stream().collect(Collectors.toMap(RoleView::name, Function.identity()));
        return counts.ofRoles(caller.get(), page.lines()).map(users -> page.with(page.lines().stream()
                .map(name -> RoleLine.of(byName.get(name), users.getOrDefault(name, 0L))).toList()));
    }

    private Page page(String title) {
        return pages.of(title, "roles");
    }

    @GET
    @Path("new")
    public Uni<TemplateInstance> fresh() {
        return Uni.createFrom().item(() -> Templates.role(page("New role"), RoleForm.NEW));
    }

    @GET
    @Path("edit")
    public Uni<TemplateInstance> edit(@QueryParam("name") @DefaultValue("") String name) {
        return role(name).map(role -> Templates.role(page(role.name()), RoleForm.of(role)));
    }

    /** Fails with 404. */
    private Uni<RoleView> role(String name) {
        new Checks().clearable("name", name, Checks.TEXT_LENGTH).orFail();
        return roles.all(caller.tenant()).map(all -> all.stream().filter(role -> role.name().equals(name)).findFirst()
                .orElseThrow(() -> Failure.notFound("there is no role of this name")));
    }

    @POST
    @Path("edit")
    public Uni<RestResponse<TemplateInstance>> save(RoutingContext request) {
        Fields fields = Fields.of(request);
        new Checks().required("name", fields.orNull("name")).text("name", fields.orNull("name")).orFail();
        boolean isNew = fields.text("was").isEmpty();
        return proof.require().chain(() -> roles.put(caller.get(), fields.text(isNew ? "name" : "was"),
                RoleForm.change(fields), RoleForm.unchanged(fields)))
                .map(role -> listed(request, role.name()))
                .onFailure(NamePages::isPresent).recoverWithUni(() -> refused(request, fields, isNew));
    }

    private static RestResponse<TemplateInstance> listed(RoutingContext request, String name) {
        return Answers.open(request, PATH + "?at=" + NameList.encoded(name));
    }

    private Uni<RestResponse<TemplateInstance>> refused(RoutingContext request, Fields fields, boolean isNew) {
        return isNew ? Uni.createFrom().failure(Failure.conflict("there is a role of that name already"))
                : role(fields.text("was")).chain(now -> lastChange.of(caller.get(), now.name(), "role ")
                        .map(last -> conflict(request, RoleForm.again(fields, now, last))));
    }

    /** The form again, as it was sent, with what somebody else changed. */
    private RestResponse<TemplateInstance> conflict(RoutingContext request, RoleForm form) {
        return form.isAsTheirs() ? listed(request, form.name())
                : Answers.inDialog(request, CHANGED_MEANWHILE, Templates.role(page(form.was()), form));
    }

    @GET
    @Path("delete")
    public Uni<TemplateInstance> confirm(@QueryParam("name") @DefaultValue("") String name) {
        return role(name).chain(role -> counts.ofRoles(caller.get(), List.of(role.name())))
                .map(users -> Templates.roledelete(page("Delete role"), name, users.getOrDefault(name, 0L)));
    }

    @POST
    @Path("delete")
    public Uni<RestResponse<TemplateInstance>> delete(RoutingContext request) {
        Fields fields = Fields.of(request);
        new Checks().required("name", fields.orNull("name")).text("name", fields.orNull("name")).orFail();
        return proof.require().chain(() -> roles.delete(caller.get(), fields.text("name"), Preconditions.NONE))
                .map(done -> Answers.open(request, PATH));
    }
}
