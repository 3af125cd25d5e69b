package org.callroster.scim.vendor;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

import org.callroster.caller.Privilege;
import org.callroster.directory.ChangeableUsers;
import org.callroster.error.ScimFace;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.profile.ProvisionedRow;
import org.callroster.scim.ListParameters;
import org.callroster.scim.ScimAddress;
import org.callroster.scim.ScimAnswers;
import org.callroster.scim.ScimBody;
import org.callroster.scim.ScimCaller;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.scim.user.ScimUserService;
import org.callroster.scim.user.UserPages;
import org.callroster.values.Uuids;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** One user, as the original's SCIM shows it. */
@WithDeadline
@Path(ScimFace.VENDOR_BASE + "/users/{id}")
@Produces(ScimFace.MEDIA_TYPE)
@RolesAllowed(Privilege.USERS)
class VendorUserResource {

    private final ScimUserService users;
    private final UserPages pages;
    private final ScimBody bodies;
    private final ScimAddress address;
    private final ScimCaller caller;

    VendorUserResource(ScimUserService users, UserPages pages, ScimBody bodies, ScimAddress address, ScimCaller caller) {
        this.users = users;
        this.pages = pages;
        this.bodies = bodies;
        this.address = address;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<byte[]>> get(@PathParam("id") String id, RoutingContext request) {
        Projection projection = ListParameters.of(request).projection(ResourceKind.USER);
        return answered(pages.one(caller.get().tenant(), id(id), projection), projection);
    }

    @PUT
    public Uni<RestResponse<byte[]>> replace(@PathParam("id") String id, @BeanParam Preconditions conditions,
            RoutingContext request) {
        return answered(users.replace(caller.get(), id(id), VendorJson.readWhole(bodies.of(request)), conditions,
                caller.ignoresPasswords()), ListParameters.of(request).projection(ResourceKind.USER));
    }

    @PATCH
    public Uni<RestResponse<byte[]>> patch(@PathParam("id") String id, @BeanParam Preconditions conditions,
            RoutingContext request) {
        return answered(users.patch(caller.get(), id(id), bodies.of(request), conditions, caller.ignoresPasswords()),
                ListParameters.of(request).projection(ResourceKind.USER));
    }

    private Uni<RestResponse<byte[]>> answered(Uni<ProvisionedRow> work, Projection projection) {
        return work.onFailure().transform(VendorJson::refusal)
                .map(user -> ScimAnswers.resource(Status.OK, VendorJson.shown(users.shown(user, projection), address.base()),
                        VendorJson.location(address.base(), user.id()), null));
    }

    @DELETE
    public Uni<RestResponse<Void>> delete(@PathParam("id") String id, @BeanParam Preconditions conditions) {
        return users.delete(caller.get(), id(id), conditions).map(done -> RestResponse.noContent());
    }

    private static UUID id(String text) {
        return Uuids.of(text).orElseThrow(ChangeableUsers::notFound);
    }
}
