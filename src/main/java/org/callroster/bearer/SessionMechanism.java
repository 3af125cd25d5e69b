package org.callroster.bearer;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import org.callroster.audit.Origin;
import org.callroster.audit.Via;
import org.callroster.caller.Caller;
import org.callroster.database.LookupCache;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.http.ConsolePath;
import org.callroster.http.Deadline;
import org.callroster.session.SessionId;
import org.callroster.session.SessionService;
import org.callroster.tenant.LogFields;
import org.callroster.token.InvalidToken;

import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Authenticates the pages of the console by their cookie, once a second for each session in use. On all other paths the cookie
 * proves nothing, so no page can make a browser call the API.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class SessionMechanism implements HttpAuthenticationMechanism {

    /** In a request that the page makes by itself: it does not extend the session. */
    private static final String POLL = "X-Poll";

    /** @param isPoll whether the page asks by itself */
    private record Use(String session, boolean isPoll) {
    }

    private final SessionCookie cookie;
    private final CallerRepository callers;
    private final SessionService sessions;
    private final LookupCache<Use, SessionLogin> found;

    SessionMechanism(SessionCookie cookie, CallerRepository callers, SessionService sessions, Ticker clock) {
        this.cookie = cookie;
        this.callers = callers;
        this.sessions = sessions;
        this.found = new LookupCache<>(clock, this::lookUp);
    }

    /** Emits null without a live session: the page decides what to show then. */
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager same) {
        Optional<String> session = ConsolePath.contains(request.normalizedPath()) ? cookie.of(request) : Optional.empty();
        return session.map(id -> identity(request, new Use(id, request.request().getHeader(POLL) != null)))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    private Uni<SecurityIdentity> identity(RoutingContext request, Use use) {
        return Deadline.bound(request, Uni.createFrom().deferred(() -> found.get(use)).invoke(SessionMechanism::name)
                .map(login -> CallerAugmentor.identity(login, login.caller())))
                .onFailure(SessionMechanism::hasEnded).recoverWithNull();
    }

    private static boolean hasEnded(Throwable failure) {
        return failure instanceof InvalidToken
                || failure instanceof Failure known && known.code() == ErrorCode.NOT_LOGGED_IN;
    }

    private Uni<SessionLogin> lookUp(Use use) {
        SessionId id = SessionId.parse(use.session);
        return callers.of(id).call(login -> use.isPoll ? Uni.createFrom().voidItem()
                : sessions.used(login.caller().tenant(), id, login.extendedAgo()));
    }

    /** In the log, and in the audit. */
    private static void name(SessionLogin login) {
        Caller caller = login.caller();
        LogFields.user(caller.tenant(), caller.loginId());
        Origin.current().by(Via.CONSOLE, login.credential()).use();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().nullItem();
    }
}
