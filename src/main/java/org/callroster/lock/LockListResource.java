package org.callroster.lock;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.http.WithDeadline;
import org.callroster.values.KnownQuery;

import io.smallrye.mutiny.Uni;

/** Lists all locks in one call. Not under {@code user/}, where every name is a login id. */
@WithDeadline
@Path("/configapi/v2/lock")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Privilege.USERS)
class LockListResource {

    private final LockRepository locks;
    private final CurrentCaller caller;

    LockListResource(LockRepository locks, CurrentCaller caller) {
        this.locks = locks;
        this.caller = caller;
    }

    @GET
    public Uni<LockList> list(@Context UriInfo uri, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        KnownQuery.require(uri, "limit", "cursor");
        return locks.list(caller.get(), limit, cursor);
    }
}
