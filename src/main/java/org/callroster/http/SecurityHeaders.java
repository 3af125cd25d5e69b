package org.callroster.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Tells browsers to trust the content type, to show no page in a frame, and to run only the service's own scripts. */
final class SecurityHeaders {

    private static final String POLICY = "Content-Security-Policy";
    private static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String SWAGGER_UI = "/q/swagger-ui";
    /** Allows the page's two scripts by their hashes. They change with the version of Quarkus; a test checks them. */
    private static final String SWAGGER_UI_POLICY =
            "default-src 'none'; script-src 'self' 'sha256-Bc4MCmo3eDPvU16BhBcWMZUgDqc1e/UzzwdDbpYruPU=' 'sha256-xUBOgH5FRtr24e8oShM75tIJfUoY9ryp0ofU/5e+H7I='; "
                    + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'";

    private SecurityHeaders() {
    }

    static void filter(RoutingContext request) {
        mark(request.response());
        request.addHeadersEndHandler(ignored -> guardPage(request));
        request.next();
    }

    static void mark(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff");
    }

    /** A page may set a policy of its own. */
    private static void guardPage(RoutingContext request) {
        MultiMap headers = request.response().headers();
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith("text/html")) {
            headers.set("X-Frame-Options", "DENY");
            if (!headers.contains(POLICY)) {
                headers.set(POLICY, request.request().path().startsWith(SWAGGER_UI) ? SWAGGER_UI_POLICY : NOTHING);
            }
        }
    }
}
