package org.callroster.scim.discovery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

import org.callroster.caller.Privilege;
import org.callroster.error.Failure;
import org.callroster.error.ScimFace;
import org.callroster.http.WithDeadline;
import org.callroster.scim.ScimAnswers;
import org.callroster.scim.ScimCaller;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The schemas (RFC 7643 §7). */
@WithDeadline
@Path(ScimFace.BASE + "/Schemas")
@Produces(ScimFace.MEDIA_TYPE)
@RolesAllowed(Privilege.USERS)
class SchemasResource {

    private final Descriptions descriptions;
    private final ScimCaller caller;

    SchemasResource(Descriptions descriptions, ScimCaller caller) {
        this.descriptions = descriptions;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<byte[]>> all(RoutingContext request) {
        NoFilter.require(request);
        return descriptions.schemas(caller.get().tenant())
                .map(schemas -> ScimAnswers.answer(ScimAnswers.list((long) schemas.size(), 1, null, schemas)));
    }

    @GET
    @Path("{urn}")
    public Uni<RestResponse<byte[]>> one(@PathParam("urn") String urn, RoutingContext request) {
        NoFilter.require(request);
        return descriptions.schemas(caller.get().tenant())
                .map(schemas -> schemas.stream().filter(schema -> schema.get("id").textValue().equalsIgnoreCase(urn))
                        .findFirst()
                        .map(ScimAnswers::located).orElseThrow(() -> Failure.notFound("there is no such schema")));
    }
}
