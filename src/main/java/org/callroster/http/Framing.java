package org.callroster.http;

import java.util.List;

import org.callroster.error.Failure;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses requests whose end is not clear (RFC 9112 §6.3). A proxy that finds the end elsewhere would pass on, as part of the
 * body, what is a second request here. The server itself refuses contradicting lengths.
 */
final class Framing {

    private Framing() {
    }

    static void filter(RoutingContext request) {
        if (request.request().version() == null) {
            throw Failure.badRequest("this version of HTTP is not supported");
        }
        if (!isClear(request.request())) {
            throw Failure.badRequest("the end of the request is unclear: Transfer-Encoding can only be chunked");
        }
        request.next();
    }

    /** If false, nothing after the head of the request may be read. */
    static boolean isClear(HttpServerRequest request) {
        return request.version() != null && isClear(codings(request));
    }

    private static boolean isClear(List<String> codings) {
        return codings.isEmpty() || codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
    }

    private static List<String> codings(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    }
}
