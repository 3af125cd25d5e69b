package org.callroster.token;

import java.io.InputStream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.client.OAuthCall;
import org.callroster.error.OutcomeCounters;
import org.callroster.http.WithDeadline;
import org.callroster.limit.LimitedCalls;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.ext.web.RoutingContext;

/** Contract section 2. */
@WithDeadline
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class TokenResource {

    private final TokenService tokens;
    private final OutcomeCounters outcomes;

    TokenResource(TokenService tokens, MeterRegistry meters) {
        this.tokens = tokens;
        this.outcomes = new OutcomeCounters(meters, "callroster.token.grants", "Token calls, by how they ended", "granted");
    }

    /** {@code expires_in} is a string, as in the original API. */
    @POST
    @Path("configapi/v2/oauth/token")
    @LimitedCalls
    public Uni<TokenView> token(RoutingContext request, InputStream body) {
        return granted(request, body);
    }

    /** The same, but exactly as in RFC 6749 §5.1. */
    @POST
    @Path("oauth/token")
    @LimitedCalls
    public Uni<StandardTokenView> standardToken(RoutingContext request, InputStream body) {
        return granted(request, body).map(StandardTokenView::of);
    }

    private Uni<TokenView> granted(RoutingContext request, InputStream body) {
        return outcomes.of(
                Unchecked.supplier(() -> tokens.grant(ClientCredentialsGrant.read(OAuthCall.read(request, body)))));
    }
}
