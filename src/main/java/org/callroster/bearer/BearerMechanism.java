package org.callroster.bearer;

import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.caller.Caller;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.database.LookupCache;
import org.callroster.http.Deadline;
import org.callroster.tenant.LogFields;
import org.callroster.token.InvalidToken;

import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Finds the caller for {@code Authorization: Bearer …} (RFC 6750 §2.1): verifies the token with its issuer's keys, then looks
 * up its user, once a second for each token in use.
 */
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String BEARER = "bearer ";
    private static final int BEFORE_ALL_OTHERS = 10_000;

    private final BearerTokens tokens;
    private final ForeignTokens foreign;
    private final LookupCache<String, SecurityIdentity> identities;

    BearerMechanism(BearerTokens tokens, ForeignTokens foreign, Ticker clock) {
        this.tokens = tokens;
        this.foreign = foreign;
        this.identities = new LookupCache<>(clock, this::identity);
    }

    @Override
    public int getPriority() {
        return BEFORE_ALL_OTHERS;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Uni.createFrom().nullItem();
        }
        String token = header.substring(BEARER.length()).strip();
        if (BearerTokens.isTooLong(token)) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        return Deadline.bound(request, identities.get(token).invoke(BearerMechanism::nameInLog));
    }

    private static void nameInLog(SecurityIdentity identity) {
        Caller caller = identity.getAttribute(CurrentCaller.ATTRIBUTE);
        LogFields.user(caller.tenant(), caller.loginId());
    }

    private Uni<SecurityIdentity> identity(String token) {
        return Uni.createFrom().deferred(() -> foreign.caller(token).orElseGet(() -> tokens.caller(token)))
                .map(BearerMechanism::identity)
                .onFailure(InvalidToken.class).transform(AuthenticationFailedException::new);
    }

    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.loginId()))
                .addRoles(caller.privileges().stream().map(Privilege::label).collect(Collectors.toSet()))
                .addAttribute(CurrentCaller.ATTRIBUTE, caller)
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
