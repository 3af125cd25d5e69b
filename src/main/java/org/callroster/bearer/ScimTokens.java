package org.callroster.bearer;

import java.net.InetAddress;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.LookupCache;
import org.callroster.error.ScimFace;
import org.callroster.limit.ClientAddress;
import org.callroster.limit.RateLimits;
import org.callroster.scim.token.ScimTokenExpiry;
import org.callroster.scim.token.ScimTokenRepository;
import org.callroster.scim.token.ScimTokenValue;
import org.callroster.token.InvalidToken;

import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Authenticates SCIM tokens, once a second for each in use. They are valid only on SCIM paths. */
@ApplicationScoped
class ScimTokens {

    private record Use(String token, InetAddress from) {
    }

    private final CallerRepository callers;
    private final ScimTokenRepository tokens;
    private final ScimTokenExpiry expiry;
    private final RateLimits limits;
    private final LookupCache<Use, ScimLogin> found;

    ScimTokens(CallerRepository callers, ScimTokenRepository tokens, ScimTokenExpiry expiry, RateLimits limits, Ticker clock) {
        this.callers = callers;
        this.tokens = tokens;
        this.expiry = expiry;
        this.limits = limits;
        this.found = new LookupCache<>(clock, this::lookUp);
    }

    /**
     * Fails with {@link InvalidToken} if it has ended or is used elsewhere. Fails with 429 after too many wrong ones, or too many
     * calls with this one; a good token is never refused for others' wrong ones.
     */
    Uni<SecurityIdentity> identity(RoutingContext request, String token) {
        if (!ScimFace.contains(request.normalizedPath())) {
            return Uni.createFrom().failure(new InvalidToken());
        }
        InetAddress from = ClientAddress.of(request);
        return found.get(new Use(token, from))
                .onFailure(InvalidToken.class).invoke(() -> countWrong(token, from))
                .invoke(login -> limits.countTokenCall(login.id()))
                .map(login -> CallerAugmentor.identity(login, login.caller()));
    }

    private void countWrong(String token, InetAddress from) {
        ScimTokenValue.of(token).ifPresent(value -> limits.countWrongToken(from, value.tenantId()));
    }

    private Uni<ScimLogin> lookUp(Use use) {
        return ScimTokenValue.of(use.token).map(value -> callers.of(value)
                .call(login -> login.isUseDue() ? tokens.used(login.caller().tenant(), value, use.from.getHostAddress())
                        : Uni.createFrom().voidItem()))
                .orElseGet(() -> Uni.createFrom().failure(new InvalidToken()))
                .invoke(login -> expiry.seen(login.caller().tenant(), login.id(), login.name(), login.expiresAt()));
    }
}
