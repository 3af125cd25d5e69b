package org.callroster.scim.setting;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.http.WithDeadline;
import org.callroster.values.NoQuery;

import io.smallrye.mutiny.Uni;

/** The team of users whose identity provider puts them in no group. */
@WithDeadline
@NoQuery
@Path("/configapi/v2/scimsetting")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Privilege.TEAMS)
class ScimSettingResource {

    private final DefaultTeams teams;
    private final CurrentCaller caller;

    ScimSettingResource(DefaultTeams teams, CurrentCaller caller) {
        this.teams = teams;
        this.caller = caller;
    }

    @GET
    public Uni<ScimSettingView> get() {
        return teams.chosen(caller.tenant())
                .map(chosen -> new ScimSettingView(chosen.map(DefaultTeams.DefaultTeam::name).orElse(null)));
    }

    @PUT
    public Uni<ScimSettingView> put(ScimSettingView wanted) {
        return teams.choose(caller.get(), wanted.check().defaultTeam());
    }
}
