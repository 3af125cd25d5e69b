package org.callroster.bearer;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.audit.Origin;
import org.callroster.audit.Via;
import org.callroster.caller.Caller;
import org.callroster.caller.CurrentCaller;
import org.callroster.database.LookupCache;
import org.callroster.http.ConsolePath;
import org.callroster.http.Deadline;
import org.callroster.scim.token.ScimTokenValue;
import org.callroster.tenant.LogFields;
import org.callroster.token.AccessToken;
import org.callroster.token.InvalidToken;
import org.callroster.token.UnknownKey;
import org.callroster.token.VerifiedToken;

import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Authenticates {@code Authorization: Bearer …} (RFC 6750 §2.1) by smallrye-jwt, once a second for each token in use. It verifies
 * without waiting, so the keys must be in memory: if one is not, this mechanism loads it and calls smallrye-jwt again. The pages of
 * the console take no token.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String BEARER = "bearer ";

    private final JWTAuthMechanism smallRye;
    private final ScimTokens scim;
    private final IdentityProviderManager providers;
    private final LookupCache<String, SecurityIdentity> identities;

    BearerMechanism(JWTAuthMechanism smallRye, ScimTokens scim, IdentityProviderManager providers, Ticker clock) {
        this.smallRye = smallRye;
        this.scim = scim;
        this.providers = providers;
        this.identities = new LookupCache<>(clock, this::identity);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager same) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                || ConsolePath.contains(request.normalizedPath())) {
            return Uni.createFrom().nullItem();
        }
        String token = header.substring(BEARER.length()).strip();
        if (BearerTokens.isTooLong(token)) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        return Deadline.bound(request, identity(request, token).invoke(BearerMechanism::name))
                .onFailure(InvalidToken.class).transform(AuthenticationFailedException::new);
    }

    private Uni<SecurityIdentity> identity(RoutingContext request, String token) {
        return ScimTokenValue.isMeant(token) ? scim.identity(request, token) : identities.get(token);
    }

    private Uni<SecurityIdentity> identity(String token) {
        return UnknownKey.retried(Uni.createFrom().deferred(
                () -> providers.authenticate(new TokenAuthenticationRequest(new JsonWebTokenCredential(token)))));
    }

    /** In the log, and in the audit. */
    private static void name(SecurityIdentity identity) {
        Caller caller = identity.getAttribute(CurrentCaller.ATTRIBUTE);
        LogFields.user(caller.tenant(), caller.loginId());
        VerifiedToken token = ((TokenPrincipal) identity.getPrincipal()).token();
        Origin origin = Origin.current();
        Via via = origin.via() == Via.SCIM || token instanceof AccessToken ? origin.via() : Via.PROVIDER;
        origin.by(via, token.credential()).use();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return smallRye.getChallenge(request);
    }
}
