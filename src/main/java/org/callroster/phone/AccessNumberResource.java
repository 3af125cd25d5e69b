package org.callroster.phone;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.header.Ok;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.values.NoQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;

/** Changes of access numbers (contract section 4). */
@WithDeadline
@NoQuery
@Path("/configapi/v2/phone/ext/{number}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Privilege.PHONES)
class AccessNumberResource {

    private final AccessNumberService numbers;
    private final CurrentCaller caller;

    AccessNumberResource(AccessNumberService numbers, CurrentCaller caller) {
        this.numbers = numbers;
        this.caller = caller;
    }

    @PUT
    public Uni<RestResponse<AccessNumberView>> put(@PathParam("number") String number, @BeanParam Preconditions conditions,
            NewAccessNumber wanted) {
        return numbers.put(caller.get(), number, wanted, conditions)
                .map(written -> Preconditions.NONE.answer(written.view(), written.etag()).build());
    }

    @DELETE
    public Uni<RestResponse<byte[]>> delete(@PathParam("number") String number, @BeanParam Preconditions conditions) {
        return numbers.delete(caller.get(), number, conditions).map(done -> Ok.answer());
    }
}
