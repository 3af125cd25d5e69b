package org.callroster.bearer;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import org.callroster.provider.ForeignTokens;
import org.callroster.token.TokenVerifier;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;

/** How smallrye-jwt verifies bearer tokens here: by the keys of this service, or of another issuer that a tenant trusts. */
@Alternative
@Priority(1)
@ApplicationScoped
class TokenPrincipals extends JWTCallerPrincipalFactory {

    private final ForeignTokens foreign;
    private final TokenVerifier own;

    TokenPrincipals(ForeignTokens foreign, TokenVerifier own) {
        this.foreign = foreign;
        this.own = own;
    }

    /** Fails with {@link org.callroster.token.InvalidToken}. The configuration of smallrye-jwt is not used. */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configuration) {
        String bare = token.strip();
        return foreign.verify(bare).map(TokenPrincipal::new).orElseGet(() -> new TokenPrincipal(own.verify(bare)));
    }
}
