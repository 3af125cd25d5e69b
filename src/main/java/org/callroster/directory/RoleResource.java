package org.callroster.directory;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.tenant.CurrentCaller;
import org.callroster.tenant.Privilege;
import org.callroster.wire.InTime;
import org.callroster.wire.Ok;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;

@InTime
@Path("/configapi/v2/role")
@Produces(MediaType.APPLICATION_JSON)
class RoleResource {

    private final RoleService roles;
    private final CurrentCaller caller;

    RoleResource(RoleService roles, CurrentCaller caller) {
        this.roles = roles;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({ Privilege.USERS, Privilege.ROLES })
    public Uni<List<RoleView>> all() {
        return roles.all(caller.tenant());
    }

    @PUT
    @Path("{name}")
    @RolesAllowed(Privilege.ROLES)
    public Uni<RoleView> put(@PathParam("name") String name, RoleChange change) {
        return roles.put(caller.get(), name, change);
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Privilege.ROLES)
    public Uni<RestResponse<byte[]>> delete(@PathParam("name") String name) {
        return roles.delete(caller.get(), name).map(done -> Ok.answer());
    }
}
