package org.callroster.scim.user;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.error.ScimFace;
import org.callroster.http.WithDeadline;
import org.callroster.scim.ListParameters;
import org.callroster.scim.ScimAddress;
import org.callroster.scim.ScimCaller;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.ResourceKind;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The caller's own user, for any live token (RFC 7644 §3.11). It can only be read here. */
@WithDeadline
@PermitAll
@Path(ScimFace.BASE + "/Me")
@Produces(ScimFace.MEDIA_TYPE)
class MeResource {

    private final UserPages pages;
    private final ScimAddress address;
    private final ScimCaller caller;

    MeResource(UserPages pages, ScimAddress address, ScimCaller caller) {
        this.pages = pages;
        this.address = address;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<byte[]>> get(RoutingContext request) {
        Projection projection = ListParameters.of(request).projection(ResourceKind.USER);
        return caller.any().chain(known -> pages.one(known.tenant(), known.userId(), projection))
                .map(user -> ScimUserResource.answer(Status.OK, user, address.base(), projection));
    }

    @POST
    public Uni<Void> post() {
        return onlyRead();
    }

    @PUT
    public Uni<Void> put() {
        return onlyRead();
    }

    @PATCH
    public Uni<Void> patch() {
        return onlyRead();
    }

    @DELETE
    public Uni<Void> delete() {
        return onlyRead();
    }

    private Uni<Void> onlyRead() {
        return caller.any().onItem().failWith(() -> new Failure(ErrorCode.NOT_IMPLEMENTED, "change the user below /Users"))
                .replaceWithVoid();
    }
}
