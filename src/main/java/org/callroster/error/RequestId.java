package org.callroster.error;

import java.util.UUID;
import java.util.regex.Pattern;

import org.jboss.logging.MDC;

import io.vertx.ext.web.RoutingContext;

/**
 * Sets {@code X-Request-Id} on every answer and in its log lines: the caller's own id if it is well-formed, otherwise a new
 * one.
 */
public class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final String LOG_FIELD = "requestId";

    /** Assigns an id to each request. */
    public static void filter(RoutingContext request) {
        assign(request);
        request.next();
    }

    /** The id of the request being answered. */
    public static String of(RoutingContext request) {
        return request.response().headers().get(HEADER);
    }

    /** For requests that fail before they reach the filters. */
    public static void assignIfNone(RoutingContext request) {
        if (of(request) == null) {
            assign(request);
        }
    }

    private static void assign(RoutingContext request) {
        String given = request.request().getHeader(HEADER);
        String id = given != null && SANE.matcher(given).matches() ? given : UUID.randomUUID().toString();
        request.response().putHeader(HEADER, id);
        MDC.put(LOG_FIELD, id);
    }
}
