package org.callroster.scim.discovery;

import java.util.Arrays;
import java.util.List;

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
import org.callroster.scim.schema.ResourceKind;
import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The kinds of resources (RFC 7643 §6). */
@WithDeadline
@Path(ScimFace.BASE + "/ResourceTypes")
@Produces(ScimFace.MEDIA_TYPE)
@RolesAllowed(Privilege.USERS)
class ResourceTypesResource {

    private final Descriptions descriptions;
    private final ScimCaller caller;

    ResourceTypesResource(Descriptions descriptions, ScimCaller caller) {
        this.descriptions = descriptions;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<byte[]>> all(RoutingContext request) {
        caller.get();
        NoFilter.require(request);
        List<ObjectNode> types = Arrays.stream(ResourceKind.values()).map(descriptions::type).toList();
        return Uni.createFrom().item(ScimAnswers.answer(ScimAnswers.list((long) types.size(), 1, null, types)));
    }

    @GET
    @Path("{id}")
    public Uni<RestResponse<byte[]>> one(@PathParam("id") String id, RoutingContext request) {
        caller.get();
        NoFilter.require(request);
        return Uni.createFrom().item(Arrays.stream(ResourceKind.values()).filter(kind -> kind.label().equalsIgnoreCase(id))
                .findFirst().map(descriptions::type).map(ScimAnswers::located)
                .orElseThrow(() -> Failure.notFound("there is no such resource type")));
    }
}
