package org.callroster.http;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.error.ScimFace;
import org.callroster.header.Accept;
import org.callroster.header.Prefer;
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
    private static final String NDJSON = "application/x-ndjson";
    /** By their paths, with the media type if CSV is not preferred. */
    private static final Map<String, String> EXPORTS = Map.of(BASE + "phone/user", MediaType.APPLICATION_JSON,
            BASE + "phone/ext", MediaType.APPLICATION_JSON, BASE + "export/user", NDJSON,
            BASE + "audit", MediaType.APPLICATION_JSON);
    private static final List<String> OURS = List.of(BASE, "/oauth/", "/.well-known/", "/session_", ScimFace.BASE);
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
        http.headers().set(HttpHeaders.ACCEPT,
                ScimFace.contains(request.normalizedPath()) ? scimForm(request) : form(request));
        if (hasNoBody(http)) {
            http.headers().remove(HttpHeaders.CONTENT_TYPE);
        } else if (http.headers().contains(HttpHeaders.CONTENT_TYPE) && !isMediaType(http)) {
            http.headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
        request.addHeadersEndHandler(ignored -> dropCharset(request.response().headers()));
    }

    /** SCIM answers are plain JSON for clients that ask for that alone (RFC 7644 §3.8). Caches are told. */
    private static String scimForm(RoutingContext request) {
        Accept accept = Accept.of(request.request().headers().getAll(HttpHeaders.ACCEPT));
        boolean isPlain = accept.names(MediaType.APPLICATION_JSON) && !accept.names(ScimFace.MEDIA_TYPE)
                && !accept.names(MediaType.WILDCARD);
        request.addHeadersEndHandler(ignored -> {
            MultiMap headers = request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            if (headers.contains(HttpHeaders.CONTENT_TYPE)) {
                headers.set(HttpHeaders.CONTENT_TYPE, isPlain ? MediaType.APPLICATION_JSON : ScimFace.MEDIA_TYPE);
            }
        });
        return MediaType.WILDCARD;
    }

    private static String form(RoutingContext request) {
        if (isExport(request)) {
            return chosenForm(request);
        }
        return waitsForBulk(request) ? NDJSON : MediaType.APPLICATION_JSON;
    }

    /** The outcomes of a bulk, on its own path, or where it starts if the {@code Prefer} header asks for them. */
    private static boolean waitsForBulk(RoutingContext request) {
        String path = path(request);
        return request.request().method() == HttpMethod.POST && path.startsWith(BASE + "bulk/")
                ? Prefer.waits(request.request().headers().getAll(Prefer.HEADER))
                : path.startsWith(BASE + "bulk/") && request.request().method() == HttpMethod.GET
                        && !"false".equals(request.request().getParam("wait"));
    }

    private static void dropCharset(MultiMap headers) {
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        Stream.of(MediaType.APPLICATION_JSON, NDJSON).filter(json -> type != null && type.startsWith(json))
                .forEach(json -> headers.set(HttpHeaders.CONTENT_TYPE, json));
    }

    /** The media type of an export. Every such answer carries {@code Vary: Accept} for caches. */
    private static String chosenForm(RoutingContext request) {
        Accept accept = Accept.of(request.request().headers().getAll(HttpHeaders.ACCEPT));
        request.addHeadersEndHandler(ignored -> request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT));
        String otherwise = EXPORTS.get(path(request));
        return accept.prefers(Csv.MEDIA_TYPE, otherwise) ? Csv.MEDIA_TYPE : otherwise;
    }

    private static boolean isExport(RoutingContext request) {
        return isGet(request) && EXPORTS.containsKey(path(request));
    }

    private static boolean isGet(RoutingContext request) {
        HttpMethod method = request.request().method();
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static String path(RoutingContext request) {
        String path = request.normalizedPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
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
