package org.callroster.token;

import java.io.IOException;
import java.io.InputStream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.limit.LimitedCalls;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Contract section 2. */
@Path("/configapi/v2/oauth/token")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class TokenResource {

    private final TokenService tokens;

    TokenResource(TokenService tokens) {
        this.tokens = tokens;
    }

    @POST
    @LimitedCalls
    public Uni<TokenView> token(RoutingContext request, InputStream body) throws IOException {
        return tokens.grant(ClientCredentialsGrant.read(OAuthCall.read(request, body)));
    }
}
