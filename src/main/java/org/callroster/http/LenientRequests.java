package org.callroster.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.header.Accept;
import org.callroster.values.Csv;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Corrects, before routing, headers that existing clients are known to send (contract section 1): {@code Accept} never refuses
 * a call and chooses only between JSON and CSV on the exports; a request without a body is never refused for its
 * {@code Content-Type}. JSON answers are labelled without a charset, like those of the original.
 */
final class LenientRequests {

    private static final String BASE = "/configapi/v2/";
    private static final Set<String> EXPORTS =
            Set.of(BASE + "phone/user", BASE + "phone/user/", BASE + "phone/ext", BASE + "phone/ext/");
    private static final List<String> OURS = List.of(BASE, "/oauth/", "/.well-known/", "/session_");
    /** Of a {@code Content-Type}, in characters. */
    private static final int MAX_TYPE_LENGTH = 255;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[^\\s/;]++/[^\\s/;]++\\s*+(;.*+)?");

    private LenientRequests() {
    }

    static void filter(RoutingContext request) {
        if (OURS.stream().noneMatch(request.normalizedPath()::startsWith)) {
            request.next();
        } else {
            straightenHeaders(request);
            request.next();
        }
    }

    private static void straightenHeaders(RoutingContext request) {
        HttpServerRequest http = request.request();
        http.headers().set(HttpHeaders.ACCEPT, isExport(request) ? chosenForm(request) : MediaType.APPLICATION_JSON);
        if (hasNoBody(http)) {
            http.headers().remove(HttpHeaders.CONTENT_TYPE);
        } else if (http.headers().contains(HttpHeaders.CONTENT_TYPE) && !isMediaType(http)) {
            http.headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
        request.addHeadersEndHandler(ignored -> dropCharset(request.response().headers()));
    }

    private static void dropCharset(MultiMap headers) {
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith(MediaType.APPLICATION_JSON)) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    /** The media type of an export. Every such answer carries {@code Vary: Accept} for caches. */
    private static String chosenForm(RoutingContext request) {
        Accept accept = Accept.of(request.request().headers().getAll(HttpHeaders.ACCEPT));
        request.addHeadersEndHandler(ignored -> request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT));
        return accept.prefers(Csv.MEDIA_TYPE, MediaType.APPLICATION_JSON) ? Csv.MEDIA_TYPE : MediaType.APPLICATION_JSON;
    }

    private static boolean isExport(RoutingContext request) {
        HttpMethod method = request.request().method();
        return (method == HttpMethod.GET || method == HttpMethod.HEAD) && EXPORTS.contains(request.normalizedPath());
    }

    /** A malformed media type is answered like an unsupported one: 415, not 400. */
    private static boolean isMediaType(HttpServerRequest http) {
        String type = http.getHeader(HttpHeaders.CONTENT_TYPE);
        return type.length() <= MAX_TYPE_LENGTH && MEDIA_TYPE.matcher(type).matches();
    }

    static boolean hasNoBody(HttpServerRequest http) {
        String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? http.getHeader("Transfer-Encoding") == null : length.equals("0");
    }
}
