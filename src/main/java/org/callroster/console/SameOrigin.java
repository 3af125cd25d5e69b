package org.callroster.console;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;

import org.callroster.connection.FilterOrder;
import org.callroster.error.Failure;
import org.callroster.http.ConsolePath;
import org.callroster.token.Issuer;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses changes that pages of other origins make a browser send (Fetch Metadata Request Headers, "Sec-Fetch-Site"; RFC 6454 for
 * browsers that do not send it).
 */
@ApplicationScoped
class SameOrigin {

    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int LONGEST_ORIGIN = 300;

    private final boolean https;

    SameOrigin(Issuer issuer) {
        https = issuer.uri().startsWith("https:");
    }

    @ServerRequestFilter(preMatching = true, priority = FilterOrder.SAME_ORIGIN)
    public void check(RoutingContext request) {
        HttpServerRequest http = request.request();
        if (ConsolePath.contains(request.normalizedPath()) && !SAFE.contains(http.method().name()) && !isOwn(http)) {
            throw Failure.forbidden("this change did not come from a page of the console");
        }
    }

    private boolean isOwn(HttpServerRequest http) {
        String site = http.getHeader("Sec-Fetch-Site");
        return site == null ? isOwnOrigin(http.getHeader(HttpHeaders.ORIGIN), http.authority()) : site.equals("same-origin");
    }

    /** A proxy may have ended the https, so the scheme is that of the issuer. */
    private boolean isOwnOrigin(String origin, HostAndPort host) {
        return origin != null && origin.length() <= LONGEST_ORIGIN && host != null
                && origin.equalsIgnoreCase((https ? "https://" : "http://") + host);
    }
}
