package org.callroster.scim.token;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.error.Failure;
import org.callroster.header.Ok;
import org.callroster.http.WithDeadline;
import org.callroster.idempotency.IdempotentCalls;
import org.callroster.values.NoQuery;
import org.callroster.values.Uuids;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Users' SCIM tokens, with which identity providers provision users. */
@WithDeadline
@NoQuery
@Path("/configapi/v2/scimtoken")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Privilege.USERS)
class ScimTokenResource {

    private final ScimTokenService tokens;
    private final IdempotentCalls calls;
    private final CurrentCaller caller;

    ScimTokenResource(ScimTokenService tokens, IdempotentCalls calls, CurrentCaller caller) {
        this.tokens = tokens;
        this.calls = calls;
        this.caller = caller;
    }

    @POST
    @Path("{loginId}")
    public Uni<RestResponse<?>> make(@PathParam("loginId") String loginId, RoutingContext request, NewScimToken wanted) {
        return calls.<CreatedScimTokenView>onceShown(caller.get(), request, RestResponse::ok,
                made -> "the token " + made.id(), once -> tokens.make(caller.get(), loginId, wanted, once));
    }

    @GET
    @Path("{loginId}")
    public Uni<List<ScimTokenView>> list(@PathParam("loginId") String loginId) {
        return tokens.list(caller.get(), loginId);
    }

    @DELETE
    @Path("{loginId}/{id}")
    public Uni<RestResponse<byte[]>> end(@PathParam("loginId") String loginId, @PathParam("id") String id) {
        return tokens.end(caller.get(), loginId, id(id)).map(done -> Ok.answer());
    }

    private static UUID id(String text) {
        return Uuids.of(text).orElseThrow(() -> Failure.notFound("token not found"));
    }
}
