package org.callroster.supervisor;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.http.WithDeadline;
import org.callroster.values.NoQuery;

import io.smallrye.mutiny.Uni;

/** Fleet section 4. */
@WithDeadline
@NoQuery
@Path("/configapi/v2/supervisor/{loginId}")
@Produces(MediaType.APPLICATION_JSON)
class SupervisorResource {

    private final SupervisorService supervisors;
    private final CurrentCaller caller;

    SupervisorResource(SupervisorService supervisors, CurrentCaller caller) {
        this.supervisors = supervisors;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Privilege.VIEW)
    public Uni<Supervision> get(@PathParam("loginId") String loginId) {
        return supervisors.get(caller.get(), loginId);
    }

    @PUT
    @RolesAllowed(Privilege.USERS)
    public Uni<Supervision> put(@PathParam("loginId") String loginId, Supervision wanted) {
        return supervisors.put(caller.get(), loginId, wanted);
    }
}
