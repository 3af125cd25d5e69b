package org.callroster.http;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.callroster.connection.FilterOrder;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets pages of some origins call the service and read its answers (Fetch Standard, "CORS protocol"). The settings are those of
 * Quarkus' own filter. That filter does not know the service's origin behind a proxy, allows credentials, and refuses without a
 * body; so {@code Origin} is hidden from it.
 */
@Singleton
class Cors {

    private static final String ORIGIN = Cors.class.getName();
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String EXPOSED = "ETag, Idempotent-Replayed, Location, Preference-Applied, Retry-After,"
            + " WWW-Authenticate, X-Request-Id";

    private final boolean enabled;
    private final Origins origins;

    Cors(@ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean enabled,
            @ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> origins,
            @ConfigProperty(name = "callroster.issuer") Optional<String> issuer) {
        this.enabled = enabled;
        this.origins = Origins.of(origins.orElse(List.of()), issuer);
    }

    /** The second filter restores the header that Quarkus' own filter must not see. */
    void register(Filters filters) {
        if (enabled) {
            filters.register(this::check, FilterOrder.CORS);
            filters.register(Cors::putBack, FilterOrder.CORS_RESTORED);
        }
    }

    private void check(RoutingContext request) {
        request.addHeadersEndHandler(ignored -> request.response().headers().add(HttpHeaders.VARY, "Origin"));
        String origin = putAside(request);
        if (origin == null) {
            request.next();
        } else if (origins.allow(origin) || origin.equalsIgnoreCase(originOf(request.request()))) {
            allow(request, origin);
        } else {
            throw new Failure(ErrorCode.FORBIDDEN, "pages of this origin may not call the service");
        }
    }

    /** The origin of pages that the service itself serves at the address by which it is called. */
    private static String originOf(HttpServerRequest http) {
        HostAndPort host = http.authority();
        return host == null ? "" : http.scheme() + "://" + host;
    }

    private static void allow(RoutingContext request, String origin) {
        request.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        HttpServerRequest http = request.request();
        if (http.method() == HttpMethod.OPTIONS && http.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            answerPreflight(http);
        } else {
            request.next();
        }
    }

    /** Any header may be sent: unknown ones are ignored. */
    private static void answerPreflight(HttpServerRequest http) {
        String headers = http.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        http.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        if (headers != null) {
            http.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
        }
        http.response().end();
    }

    /** Filters may run again, and then find the origin where it was put. */
    private static String putAside(RoutingContext request) {
        MultiMap headers = request.request().headers();
        String origin = headers.get(HttpHeaders.ORIGIN);
        if (origin != null) {
            request.put(ORIGIN, origin);
            headers.remove(HttpHeaders.ORIGIN);
        }
        return request.get(ORIGIN);
    }

    private static void putBack(RoutingContext request) {
        String origin = request.get(ORIGIN);
        if (origin != null) {
            request.request().headers().set(HttpHeaders.ORIGIN, origin);
        }
        request.next();
    }
}
