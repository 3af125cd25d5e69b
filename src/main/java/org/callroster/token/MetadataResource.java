package org.callroster.token;

import java.time.Duration;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import org.callroster.wire.Cached;
import org.callroster.wire.InTime;

import io.smallrye.mutiny.Uni;

/** Authorization server metadata (RFC 8414). */
@InTime
@Path("/.well-known/oauth-authorization-server")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class MetadataResource {

    /** It changes with the configuration alone. */
    private static final Duration MAX_AGE = Duration.ofHours(1);

    private final Issuer issuer;

    MetadataResource(Issuer issuer) {
        this.issuer = issuer;
    }

    @GET
    public Uni<Response> metadata(@Context Request request) {
        return Uni.createFrom().item(Cached.answer(request, MetadataView.of(issuer), MAX_AGE));
    }
}
