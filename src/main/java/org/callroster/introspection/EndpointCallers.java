package org.callroster.introspection;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.bearer.BearerTokens;
import org.callroster.bearer.CallerRepository;
import org.callroster.caller.Caller;
import org.callroster.caller.CurrentCaller;
import org.callroster.client.ClientAuthentication;
import org.callroster.client.ClientCredentials;
import org.callroster.client.InvalidClient;
import org.callroster.client.OAuthCall;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.token.InvalidToken;

import io.smallrye.mutiny.Uni;

/** The caller who revokes or introspects a token: a client, authenticated as in the token call, or a bearer token's user. */
@ApplicationScoped
class EndpointCallers {

    private final ClientAuthentication clients;
    private final BearerTokens tokens;
    private final CallerRepository callers;
    private final CurrentCaller current;

    EndpointCallers(ClientAuthentication clients, BearerTokens tokens, CallerRepository callers, CurrentCaller current) {
        this.clients = clients;
        this.tokens = tokens;
        this.callers = callers;
        this.current = current;
    }

    /**
     * If a client names no tenant (standard clients don't), the tenant of the token it asks about applies. Fails with 401
     * {@code invalid_client} without any credentials (RFC 7009 §2.1), with 401 {@code invalid_token} for an invalid bearer
     * token (RFC 7662 §2.3), and with 400 for client credentials and a bearer token together.
     */
    Uni<Caller> of(OAuthCall call) {
        if (call.hasBearer()) {
            return bearer(call);
        }
        if (!call.hasBasic() && !call.hasClientInForm()) {
            return Uni.createFrom().failure(new InvalidClient(false));
        }
        return tokens.tenant(call.form().required("token"))
                .chain(tenant -> clients.authenticate(ClientCredentials.read(call, tenant)))
                .chain(client -> callers.of(client.tenant().name(), client.loginId()))
                .onFailure(InvalidToken.class).transform(gone -> new InvalidClient(call.hasBasic()));
    }

    private Uni<Caller> bearer(OAuthCall call) {
        if (call.hasClientInForm()) {
            throw new Failure(ErrorCode.INVALID_REQUEST,
                    "authenticate by client credentials or by a bearer token, not by both");
        }
        return current.deferred();
    }
}
