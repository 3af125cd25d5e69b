package org.callroster.lock;

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

import io.smallrye.mutiny.Uni;

/** Contract section 3, "Lock state". */
@WithDeadline
@Path("/configapi/v2/user")
@Produces(MediaType.APPLICATION_JSON)
class LockResource {

    private final LockService locks;
    private final CurrentCaller caller;

    LockResource(LockService locks, CurrentCaller caller) {
        this.locks = locks;
        this.caller = caller;
    }

    @GET
    @Path("lock/{loginId}")
    @RolesAllowed(Privilege.VIEW)
    public Uni<LockView> state(@PathParam("loginId") String loginId) {
        return locks.state(caller.get(), loginId);
    }

    @PUT
    @Path("lock/{loginId}")
    @RolesAllowed(Privilege.UNLOCK)
    public Uni<LockView> clear(@PathParam("loginId") String loginId) {
        return locks.clear(caller.get(), loginId);
    }
}
