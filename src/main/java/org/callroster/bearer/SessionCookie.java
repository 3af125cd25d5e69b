package org.callroster.bearer;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.token.Issuer;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

/**
 * Carries the session id of the console. Scripts cannot read it, and browsers send it only with requests that begin on a page of
 * the console itself. Where the service is reached by https, also only by https, and no other host can set it (RFC 6265bis,
 * "Cookie Name Prefixes").
 */
@ApplicationScoped
public class SessionCookie {

    private final boolean secure;
    private final String name;

    SessionCookie(Issuer issuer) {
        secure = issuer.uri().startsWith("https:");
        name = secure ? "__Host-callroster" : "callroster";
    }

    /** What was sent, of any form. */
    public Optional<String> of(RoutingContext request) {
        return Optional.ofNullable(request.request().getCookie(name)).map(Cookie::getValue);
    }

    /** For the answer to a login. It lives until the browser is closed. */
    public void set(RoutingContext request, String session) {
        request.response().addCookie(cookie(session));
    }

    public void remove(RoutingContext request) {
        request.response().addCookie(cookie("").setMaxAge(0));
    }

    private Cookie cookie(String value) {
        return Cookie.cookie(name, value).setPath("/").setHttpOnly(true).setSecure(secure).setSameSite(CookieSameSite.STRICT);
    }
}
