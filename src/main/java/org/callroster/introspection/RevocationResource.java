package org.callroster.introspection;

import java.io.IOException;
import java.io.InputStream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.callroster.client.OAuthCall;
import org.callroster.http.WithDeadline;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Token revocation (RFC 7009). */
@WithDeadline
@Path("/configapi/v2/oauth/revoke")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class RevocationResource {

    private final IntrospectionService tokens;

    RevocationResource(IntrospectionService tokens) {
        this.tokens = tokens;
    }

    @POST
    public Uni<Response> revoke(RoutingContext request, InputStream body) throws IOException {
        return tokens.revoke(OAuthCall.read(request, body)).map(done -> Response.ok().build());
    }
}
