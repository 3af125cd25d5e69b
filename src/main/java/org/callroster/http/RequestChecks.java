package org.callroster.http;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses requests that are too long or malformed (contract section 1) with the standard error body. The server's own limits
 * are higher, and would answer without a body. Passes on a target that every part of the service reads alike.
 */
final class RequestChecks {

    private static final int MAX_TARGET_LENGTH = 4096;
    private static final int MAX_HEADERS_LENGTH = 20 * 1024;
    /** Colon, space and line end. */
    private static final int HEADER_EXTRA = 4;
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}]");
    private static final Pattern NO_CODING = Pattern.compile("(?i)|identity");

    private RequestChecks() {
    }

    static void filter(RoutingContext request) {
        HttpServerRequest http = request.request();
        checkLengths(http);
        checkHost(http);
        checkCoding(http);
        String target = RequestTarget.readable(http.path(), http.query());
        if (target.equals(http.uri())) {
            request.next();
        } else {
            request.reroute(target);
        }
    }

    private static void checkLengths(HttpServerRequest http) {
        if (http.uri().length() > MAX_TARGET_LENGTH) {
            throw new Failure(ErrorCode.URI_TOO_LONG, "path and query have over " + MAX_TARGET_LENGTH + " characters");
        }
        if (headersLength(http) > MAX_HEADERS_LENGTH) {
            throw new Failure(ErrorCode.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are over 20 KiB");
        }
    }

    private static int headersLength(HttpServerRequest http) {
        int length = 0;
        for (Map.Entry<String, String> header : http.headers()) {
            length += header.getKey().length() + header.getValue().length() + HEADER_EXTRA;
        }
        return length;
    }

    private static void checkHost(HttpServerRequest http) {
        List<String> hosts = http.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() > 1 || !isReadable(http.authority(), hosts)) {
            throw badHost();
        }
    }

    /** HTTP/1.0 needs no Host. */
    private static boolean isReadable(HostAndPort host, List<String> hosts) {
        return host == null ? hosts.isEmpty() : !host.host().startsWith("[") || IPV6.matcher(host.host()).matches();
    }

    static Failure badHost() {
        return Failure.badRequest("one Host header is needed, with a name or an address");
    }

    private static void checkCoding(HttpServerRequest http) {
        List<String> codings = http.headers().getAll(HttpHeaders.CONTENT_ENCODING);
        if (codings.stream().anyMatch(RequestChecks::isCoded) && !LenientRequests.hasNoBody(http)) {
            http.response().putHeader(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
            throw new Failure(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is not supported");
        }
    }

    private static boolean isCoded(String codings) {
        for (String coding : codings.split(",")) {
            if (!NO_CODING.matcher(coding.strip()).matches()) {
                return true;
            }
        }
        return false;
    }
}
