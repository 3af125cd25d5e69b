package org.callroster.introspection;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.bearer.BearerTokens;
import org.callroster.bearer.BearerTokens.Living;
import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.client.OAuthCall;
import org.callroster.token.InvalidToken;
import org.callroster.token.Issuer;

import io.smallrye.mutiny.Uni;

/** Revocation (RFC 7009) and introspection (RFC 7662) of tokens. */
@ApplicationScoped
class IntrospectionService {

    private final EndpointCallers requesters;
    private final BearerTokens tokens;
    private final RevokedTokens revoked;
    private final Issuer issuer;

    IntrospectionService(EndpointCallers requesters, BearerTokens tokens, RevokedTokens revoked, Issuer issuer) {
        this.requesters = requesters;
        this.tokens = tokens;
        this.revoked = revoked;
        this.issuer = issuer;
    }

    /** Revokes the requester's own token; any other token is left alone without failure (RFC 7009 §2.2). */
    Uni<Void> revoke(OAuthCall call) {
        String token = call.form().required("token");
        return requesters.of(call)
                .chain(requester -> tokens.living(token)
                        .chain(living -> isOwn(living, requester) ? revoked.add(requester, living.token()) : nothing()))
                .onFailure(InvalidToken.class).recoverWithNull();
    }

    /** Describes the requester's own tokens; with the privilege, all tokens of the requester's tenant. */
    Uni<IntrospectionView> introspect(OAuthCall call) {
        String token = call.form().required("token");
        return requesters.of(call)
                .chain(requester -> tokens.living(token)
                        .map(living -> mayKnow(living, requester) ? IntrospectionView.of(living.token(), issuer)
                                : IntrospectionView.INACTIVE))
                .onFailure(InvalidToken.class).recoverWithItem(IntrospectionView.INACTIVE);
    }

    private static boolean mayKnow(Living living, Caller requester) {
        boolean sameTenant = living.caller().tenant().equals(requester.tenant());
        return isOwn(living, requester) || sameTenant && requester.has(Privilege.INTROSPECT_TOKENS);
    }

    private static boolean isOwn(Living living, Caller requester) {
        return living.caller().tenant().equals(requester.tenant()) && living.caller().userId().equals(requester.userId());
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
