package org.callroster.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.wire.BodyLimit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/** Contract section 2. */
@Path("/configapi/v2/oauth/token")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class TokenResource {

    private final TokenService tokens;

    TokenResource(TokenService tokens) {
        this.tokens = tokens;
    }

    @POST
    public Uni<TokenView> token(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, RoutingContext request, InputStream body)
            throws IOException {
        requireForm(contentType);
        String form = new String(BodyLimit.read(body), StandardCharsets.UTF_8);
        return tokens.grant(ClientCredentials.read(authorization, form, host(request)));
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
