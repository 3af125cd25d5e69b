package org.callroster.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.bearer.SessionCookie;
import org.callroster.error.Failure;
import org.callroster.limit.ClientAddress;
import org.callroster.session.Login;
import org.callroster.session.LoginService;
import org.callroster.session.SessionService;
import org.callroster.session.SessionView;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Opens and ends the session that a browser has, with its cookie. */
@ApplicationScoped
public class ConsoleLogin {

    private final LoginService logins;
    private final SessionService sessions;
    private final SessionCookie cookie;

    ConsoleLogin(LoginService logins, SessionService sessions, SessionCookie cookie) {
        this.logins = logins;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /** In place of the session that the browser had, which ends. Fails as a login does. */
    public Uni<Void> open(RoutingContext request, String tenant, String login, String password) {
        return logins
                .login(Login.toConsole(tenant, login, password), request.request().getHeader(HttpHeaders.USER_AGENT),
                        ClientAddress.of(request))
                .call(() -> ended(request))
                .invoke(session -> cookie.set(request, session.sessionId().toString())).replaceWithVoid();
    }

    /** Also removes the cookie. Does not fail for a session that has ended already. */
    public Uni<Void> end(RoutingContext request) {
        return ended(request).invoke(() -> cookie.remove(request)).replaceWithVoid();
    }

    private Uni<SessionView> ended(RoutingContext request) {
        return cookie.of(request)
                .map(old -> Uni.createFrom().deferred(() -> sessions.logout(old)).onFailure(Failure.class).recoverWithNull())
                .orElseGet(() -> Uni.createFrom().nullItem());
    }
}
