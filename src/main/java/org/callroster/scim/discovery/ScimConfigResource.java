package org.callroster.scim.discovery;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.error.ScimFace;
import org.callroster.http.WithDeadline;
import org.callroster.scim.ScimAnswers;
import org.callroster.scim.ScimCaller;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** What this service can do (RFC 7643 §5). Needs no token, but no wrong one is accepted. */
@WithDeadline
@PermitAll
@Path(ScimFace.BASE + "/ServiceProviderConfig")
@Produces(ScimFace.MEDIA_TYPE)
class ScimConfigResource {

    private final Descriptions descriptions;
    private final ScimCaller caller;

    ScimConfigResource(Descriptions descriptions, ScimCaller caller) {
        this.descriptions = descriptions;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<byte[]>> get(RoutingContext request) {
        NoFilter.require(request);
        Uni<?> checked = request.request().headers().contains(HttpHeaders.AUTHORIZATION) ? caller.any()
                : Uni.createFrom().voidItem();
        return checked.map(known -> ScimAnswers.located(descriptions.config()));
    }
}
