package org.callroster.token;

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

/** Authorization server metadata (RFC 8414), also at the OpenID Connect path: some clients know only that one. */
@WithDeadline
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class MetadataResource {

    /** The metadata changes only with the configuration. */
    private static final Duration MAX_AGE = Duration.ofHours(1);

    private final Issuer issuer;

    MetadataResource(Issuer issuer) {
        this.issuer = issuer;
    }

    @GET
    @Path("oauth-authorization-server")
    public Uni<RestResponse<MetadataView>> metadata(@BeanParam Preconditions conditions) {
        return Uni.createFrom().item(Cached.answer(conditions, MetadataView.of(issuer), MAX_AGE));
    }

    @GET
    @Path("openid-configuration")
    public Uni<RestResponse<MetadataView>> openIdMetadata(@BeanParam Preconditions conditions) {
        return metadata(conditions);
    }
}
