package org.callroster.names;

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
@Path("/configapi/v2/team")
@Produces(MediaType.APPLICATION_JSON)
class TeamResource {

    private final NameService names;
    private final CurrentCaller caller;

    TeamResource(NameService names, CurrentCaller caller) {
        this.names = names;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({ Privilege.VIEW, Privilege.TEAMS })
    public Uni<RestResponse<List<NameView>>> all(@BeanParam Preconditions conditions) {
        return names.all(caller.tenant(), NameKind.TEAMS).map(all -> conditions.answer(all, Etag.of(all)).build());
    }

    @PUT
    @Path("{name}")
    @RolesAllowed(Privilege.TEAMS)
    public Uni<RestResponse<NameView>> put(@PathParam("name") String name, @BeanParam Preconditions conditions, NewName body) {
        return names.put(caller.get(), NameKind.TEAMS, name, body, conditions)
                .map(put -> Preconditions.NONE.answer(put, put.etag()).build());
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Privilege.TEAMS)
    public Uni<RestResponse<byte[]>> delete(@PathParam("name") String name, @BeanParam Preconditions conditions) {
        return names.delete(caller.get(), NameKind.TEAMS, name, conditions).map(done -> Ok.answer());
    }
}
