package org.callroster.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.limit.ClientAddress;

import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * What the OAuth calls have in common: a form, and a caller who authenticates in the form or in the header.
 *
 * @param authorization the {@code Authorization} header, or null
 * @param host the request's host name
 * @param from the client's address
 */
public record OAuthCall(String authorization, Form form, String host, InetAddress from) {

    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";
    /** In characters. A scope is free text, whose words may name a tenant. */
    private static final int MAX_SCOPE_LENGTH = 1024;
    /** In characters, for the part after the scheme: the longest login id and secret, escaped and then encoded. */
    private static final int MAX_CREDENTIALS_LENGTH = 8192;

    /** Fails with 415 for another media type, with 400 {@code invalid_request} for parameters in the query (RFC 6749 §3.2). */
    public static OAuthCall read(RoutingContext request, InputStream body) throws IOException {
        requireForm(request.request().getHeader(HttpHeaders.CONTENT_TYPE));
        if (request.request().query() != null) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "parameters belong in the body, not in the address");
        }
        String form = new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
        return new OAuthCall(request.request().getHeader(HttpHeaders.AUTHORIZATION), new Form(form), host(request),
                ClientAddress.of(request));
    }

    public boolean hasBasic() {
        return hasScheme(BASIC);
    }

    public boolean hasBearer() {
        return hasScheme(BEARER);
    }

    public boolean hasClientInForm() {
        return form.optional("client_id") != null || form.optional("client_secret") != null;
    }

    /** Null if absent. Fails with {@code invalid_request} if repeated or too long. */
    public String scope() {
        return form.optional("scope", MAX_SCOPE_LENGTH);
    }

    /** The part of a Basic header after the scheme. Fails with {@link InvalidClient} if it is too long. */
    String credentials() {
        if (authorization.length() > MAX_CREDENTIALS_LENGTH) {
            throw new InvalidClient(true);
        }
        return authorization.substring(authorization.indexOf(' ')).strip();
    }

    private boolean hasScheme(String scheme) {
        return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static void requireForm(String contentType) {
        if (contentType != null
                && !contentType.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED)) {
            throw new NotSupportedException();
        }
    }

    private static String host(RoutingContext request) {
        HostAndPort authority = request.request().authority();
        return authority == null ? "" : authority.host();
    }
}
