package org.callroster.lock.list;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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
@RolesAllowed(Privilege.VIEW)
class LockListResource {

    private final LockListRepository locks;
    private final CurrentCaller caller;

    LockListResource(LockListRepository locks, CurrentCaller caller) {
        this.locks = locks;
        this.caller = caller;
    }

    @GET
    public Uni<LockList> list(@Context UriInfo uri, @BeanParam LockFilter filter) {
        KnownQuery.require(uri, LockFilter.PARAMETERS);
        return locks.list(caller.get(), filter);
    }
}
