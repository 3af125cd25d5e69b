package org.callroster.console;

import java.util.Map;

import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** A request by htmx, which puts a part of the answer into the page that is there. */
public final class Partial {

    private Partial() {
    }

    public static boolean is(RoutingContext request) {
        return is(request.request());
    }

    public static boolean is(HttpServerRequest http) {
        return "true".equals(http.getHeader("HX-Request"));
    }

    /** Puts the content of the page that is sent into another place than the one that the request names. */
    public static void into(String target, MultivaluedMap<String, Object> headers) {
        headers(target).forEach(headers::putSingle);
    }

    static <T> ResponseBuilder<T> into(String target, ResponseBuilder<T> answer) {
        headers(target).forEach(answer::header);
        return answer;
    }

    private static Map<String, String> headers(String target) {
        return Map.of("HX-Retarget", target, "HX-Reswap", "innerHTML", "HX-Reselect", "#main > *", "HX-Push-Url", "false");
    }
}
