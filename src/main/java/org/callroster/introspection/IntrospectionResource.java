package org.callroster.introspection;

import java.io.IOException;
import java.io.InputStream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.client.OAuthCall;
import org.callroster.http.WithDeadline;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Token introspection (RFC 7662). */
@WithDeadline
@Path("/configapi/v2/oauth/introspect")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class IntrospectionResource {

    private final IntrospectionService tokens;

    IntrospectionResource(IntrospectionService tokens) {
        this.tokens = tokens;
    }

    @POST
    public Uni<IntrospectionView> introspect(RoutingContext request, InputStream body) throws IOException {
        return tokens.introspect(OAuthCall.read(request, body));
    }
}
