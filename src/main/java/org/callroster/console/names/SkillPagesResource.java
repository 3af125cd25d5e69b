package org.callroster.console.names;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.Privilege;
import org.callroster.http.WithDeadline;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

@WithDeadline
@Path("/console/skills")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.SKILLS)
class SkillPagesResource {

    private final NamePages names;

    SkillPagesResource(NamePages names) {
        this.names = names;
    }

    @GET
    @RolesAllowed({ Privilege.VIEW, Privilege.SKILLS })
    public Uni<TemplateInstance> list(@QueryParam("q") String q, @QueryParam("from") String from, @QueryParam("at") String at) {
        return names.list(NameKindView.SKILL, NameList.Wanted.of(q, from, at));
    }

    @GET
    @Path("new")
    public Uni<TemplateInstance> fresh() {
        return names.form(NameKindView.SKILL, "");
    }

    @POST
    @Path("new")
    public Uni<RestResponse<TemplateInstance>> create(RoutingContext request) {
        return names.create(NameKindView.SKILL, request);
    }

    @GET
    @Path("edit")
    public Uni<TemplateInstance> edit(@QueryParam("name") @DefaultValue("") String name) {
        return names.form(NameKindView.SKILL, name);
    }

    @POST
    @Path("edit")
    public Uni<RestResponse<TemplateInstance>> rename(RoutingContext request) {
        return names.rename(NameKindView.SKILL, request);
    }

    @GET
    @Path("delete")
    public Uni<TemplateInstance> confirm(@QueryParam("name") @DefaultValue("") String name) {
        return names.confirm(NameKindView.SKILL, name);
    }

    @POST
    @Path("delete")
    public Uni<RestResponse<TemplateInstance>> delete(RoutingContext request) {
        return names.delete(NameKindView.SKILL, request);
    }
}
