package org.callroster.console;

import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.connection.FilterOrder;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.http.ConsolePath;
import org.callroster.token.Issuer;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * What holds for every path of the console: whether it is served, from where, and the headers of its answers. Passwords are typed
 * here, so it is served where browsers protect them: by https, or on the own machine.
 */
@Singleton
class ConsolePaths {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final boolean enabled;
    private final boolean https;

    ConsolePaths(ConsoleConfig config, Issuer issuer) {
        enabled = config.enabled();
        https = issuer.uri().startsWith("https:");
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, FilterOrder.CONSOLE);
    }

    private void filter(RoutingContext request) {
        String path = request.normalizedPath();
        if (enabled && isVisit(request.request(), path)) {
            request.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, ConsolePath.ROOT).end();
            return;
        }
        if (ConsolePath.contains(path)) {
            admit(request, path);
        }
        request.next();
    }

    /** A browser that was given the address of the service alone. */
    private static boolean isVisit(HttpServerRequest http, String path) {
        return "/".equals(path) && http.method() == HttpMethod.GET && accepts(http.getHeader(HttpHeaders.ACCEPT));
    }

    private static boolean accepts(String accept) {
        return accept != null && accept.contains("text/html");
    }

    private void admit(RoutingContext request, String path) {
        if (!enabled) {
            throw Failure.notFound("there is nothing at this path");
        }
        if (!https && !isLocal(request.request())) {
            throw new Failure(ErrorCode.FORBIDDEN, "the console is served by https, or on localhost, because passwords are"
                    + " typed into it: set CALLROSTER_ISSUER to the https address of this service");
        }
        if (!path.startsWith(ConsolePath.FILES)) {
            guard(request.response().headers());
        }
    }

    /** A name of another machine may resolve to this one (DNS rebinding). */
    private static boolean isLocal(HttpServerRequest http) {
        HostAndPort host = http.authority();
        return host != null && LOCAL.contains(host.host());
    }

    private static void guard(MultiMap headers) {
        headers.set("Content-Security-Policy", POLICY).set("Referrer-Policy", "same-origin")
                .set("Cross-Origin-Opener-Policy", "same-origin").set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
