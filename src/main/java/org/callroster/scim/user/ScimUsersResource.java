package org.callroster.scim.user;

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
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** All users (RFC 7644 §3.3 and §3.4). */
@WithDeadline
@Path(ScimFace.BASE + "/Users")
@Produces(ScimFace.MEDIA_TYPE)
@RolesAllowed(Privilege.USERS)
class ScimUsersResource {

    private final ScimUserService users;
    private final UserPages pages;
    private final ScimBody bodies;
    private final ScimAddress address;
    private final ScimCaller caller;

    ScimUsersResource(ScimUserService users, UserPages pages, ScimBody bodies, ScimAddress address, ScimCaller caller) {
        this.users = users;
        this.pages = pages;
        this.bodies = bodies;
        this.address = address;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<byte[]>> list(RoutingContext request) {
        return page(ListParameters.of(request));
    }

    @POST
    @Path(".search")
    public Uni<RestResponse<byte[]>> search(RoutingContext request) {
        return page(ListParameters.of(bodies.of(request)));
    }

    private Uni<RestResponse<byte[]>> page(ListParameters wanted) {
        Projection projection = wanted.projection(ResourceKind.USER);
        return pages.page(caller.get().tenant(), wanted, projection)
                .map(page -> ScimAnswers.list(page.total(), wanted.isByCursor() ? null : wanted.start(), page.next(),
                        page.users().stream().map(user -> UserJson.shown(user, address.base(), projection)).toList()))
                .map(ScimAnswers::answer);
    }

    @POST
    public Uni<RestResponse<byte[]>> create(RoutingContext request) {
        Projection projection = ListParameters.of(request).projection(ResourceKind.USER);
        return users.create(caller.get(), bodies.of(request), caller.ignoresPasswords())
                .map(user -> ScimUserResource.answer(Status.CREATED, user, address.base(), projection));
    }
}
