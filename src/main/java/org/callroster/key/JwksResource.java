package org.callroster.key;

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

/** The public keys by which anybody can verify a token (RFC 8414 §2, {@code jwks_uri}). */
@InTime
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class JwksResource {

    /** Short beside the time for which a key is published before it signs: 48 minutes, if keys change daily. */
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final KeyRing keys;

    JwksResource(KeyRing keys) {
        this.keys = keys;
    }

    @GET
    public Uni<Response> jwks(@Context Request request) {
        return keys.published().map(published -> Cached.answer(request, JwksView.of(published), MAX_AGE));
    }
}
