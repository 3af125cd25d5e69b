package org.callroster.error;

import java.util.UUID;
import java.util.regex.Pattern;

import org.jboss.logging.MDC;

import io.vertx.ext.web.RoutingContext;

/** Every answer carries {@code X-Request-Id}, and so do the log lines: the caller's own, if it is a sane one, else a new one. */
public class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final String LOG_FIELD = "requestId";

    /** Assigns one to each request. */
    public static void filter(RoutingContext request) {
        assign(request);
        request.next();
    }

    /** The id of the request being answered. */
    public static String of(RoutingContext request) {
        return request.response().headers().get(HEADER);
    }

    /** For a request that fails before it comes to the filters. */
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
