package org.callroster.extension;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.values.NoQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;

/** Fleet section 4. */
@WithDeadline
@NoQuery
@Path("/configapi/v2/phone/pool")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Privilege.PHONES)
class ExtensionPoolResource {

    private final ExtensionPoolService pool;
    private final CurrentCaller caller;

    ExtensionPoolResource(ExtensionPoolService pool, CurrentCaller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<ExtensionRanges>> get(@BeanParam Preconditions conditions) {
        return pool.get(caller.tenant()).map(ranges -> conditions.answer(ranges, ranges.etag()).build());
    }

    @PUT
    public Uni<RestResponse<ExtensionRanges>> put(@BeanParam Preconditions conditions, ExtensionRanges wanted) {
        return pool.put(caller.get(), wanted, conditions)
                .map(ranges -> Preconditions.NONE.answer(ranges, ranges.etag()).build());
    }
}
