package org.callroster.role;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.header.Etag;
import org.callroster.header.Ok;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.values.NoQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;

@WithDeadline
@NoQuery
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
    @RolesAllowed({ Privilege.VIEW, Privilege.ROLES })
    public Uni<RestResponse<List<RoleView>>> all(@BeanParam Preconditions conditions) {
        return roles.all(caller.tenant()).map(all -> conditions.answer(all, Etag.of(all)).build());
    }

    @PUT
    @Path("{name}")
    @RolesAllowed(Privilege.ROLES)
    public Uni<RestResponse<RoleView>> put(@PathParam("name") String name, @BeanParam Preconditions conditions,
            RoleChange change) {
        return roles.put(caller.get(), name, change, conditions)
                .map(role -> Preconditions.NONE.answer(role, role.etag()).build());
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Privilege.ROLES)
    public Uni<RestResponse<byte[]>> delete(@PathParam("name") String name, @BeanParam Preconditions conditions) {
        return roles.delete(caller.get(), name, conditions).map(done -> Ok.answer());
    }
}
