package org.callroster.key;

import java.time.Duration;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.header.Cached;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;

/** The public keys with which any client can verify a token (RFC 8414 §2, {@code jwks_uri}). */
@WithDeadline
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class JwksResource {

    /** Short compared with the time for which a key is published before it signs: 48 minutes, if keys change daily. */
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final KeyRing keys;

    JwksResource(KeyRing keys) {
        this.keys = keys;
    }

    @GET
    public Uni<RestResponse<JwksView>> jwks(@BeanParam Preconditions conditions) {
        return keys.published().map(published -> Cached.answer(conditions, JwksView.of(published), MAX_AGE));
    }
}
