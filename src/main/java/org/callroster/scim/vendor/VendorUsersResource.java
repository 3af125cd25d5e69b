package org.callroster.scim.vendor;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.callroster.caller.Privilege;
import org.callroster.error.ScimFace;
import org.callroster.http.WithDeadline;
import org.callroster.scim.ListParameters;
import org.callroster.scim.ScimAddress;
import org.callroster.scim.ScimAnswers;
import org.callroster.scim.ScimBody;
import org.callroster.scim.ScimCaller;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.scim.user.ScimUserService;
import org.callroster.scim.user.UserPages;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** All users, as the original's SCIM shows them. */
@WithDeadline
@Path(ScimFace.VENDOR_BASE + "/users")
@Produces(ScimFace.MEDIA_TYPE)
@RolesAllowed(Privilege.USERS)
class VendorUsersResource {

    private final ScimUserService users;
    private final UserPages pages;
    private final ScimBody bodies;
    private final ScimAddress address;
    private final ScimCaller caller;

    VendorUsersResource(ScimUserService users, UserPages pages, ScimBody bodies, ScimAddress address, ScimCaller caller) {
        this.users = users;
        this.pages = pages;
        this.bodies = bodies;
        this.address = address;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<byte[]>> list(RoutingContext request) {
        ListParameters wanted = ListParameters.of(request);
        Projection projection = wanted.projection(ResourceKind.USER);
        return pages.page(caller.get().tenant(), wanted.isPaged() ? wanted : wanted.longest(), projection)
                .map(page -> list(wanted, page, page.users().stream()
                        .map(user -> VendorJson.shown(users.shown(user, projection), address.base())).toList()))
                .map(ScimAnswers::answer);
    }

    /** Scripts of the original know no pages. */
    private static ObjectNode list(ListParameters wanted, UserPages.Page page, List<ObjectNode> users) {
        ObjectNode list = ScimAnswers.list(page.total(), wanted.isByCursor() ? null : wanted.start(), page.next(), users);
        if (!wanted.isPaged()) {
            list.remove(List.of("startIndex", "itemsPerPage"));
        }
        return list;
    }

    @POST
    public Uni<RestResponse<byte[]>> create(RoutingContext request) {
        Projection projection = ListParameters.of(request).projection(ResourceKind.USER);
        return users.create(caller.get(), VendorJson.readNew(bodies.of(request)), caller.ignoresPasswords())
                .onFailure().transform(VendorJson::refusal)
                .map(user -> ScimAnswers.resource(Status.CREATED,
                        VendorJson.shown(users.shown(user, projection), address.base()),
                        VendorJson.location(address.base(), user.id()), null));
    }
}
