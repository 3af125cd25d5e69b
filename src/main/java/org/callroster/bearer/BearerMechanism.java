package org.callroster.bearer;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.caller.Caller;
import org.callroster.caller.CurrentCaller;
import org.callroster.http.Deadline;
import org.callroster.tenant.LogFields;
import org.callroster.token.InvalidToken;
import org.callroster.token.UnknownKey;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Authenticates {@code Authorization: Bearer …} (RFC 6750 §2.1) by smallrye-jwt. It verifies without waiting, so the keys must
 * be in memory: if one is not, this mechanism loads it and calls smallrye-jwt again.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String BEARER = "bearer ";

    private final JWTAuthMechanism smallRye;

    BearerMechanism(JWTAuthMechanism smallRye) {
        this.smallRye = smallRye;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Uni.createFrom().nullItem();
        }
        if (BearerTokens.isTooLong(header.substring(BEARER.length()).strip())) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        Uni<SecurityIdentity> caller = Uni.createFrom().deferred(() -> smallRye.authenticate(request, providers));
        return Deadline.bound(request, UnknownKey.retried(caller).invoke(BearerMechanism::nameInLog))
                .onFailure(InvalidToken.class).transform(AuthenticationFailedException::new);
    }

    private static void nameInLog(SecurityIdentity identity) {
        Caller caller = identity.getAttribute(CurrentCaller.ATTRIBUTE);
        LogFields.user(caller.tenant(), caller.loginId());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return smallRye.getChallenge(request);
    }
}
