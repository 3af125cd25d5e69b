package org.callroster.scim.user;

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
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.caller.Privilege;
import org.callroster.directory.ChangeableUsers;
import org.callroster.error.ScimFace;
import org.callroster.header.Etag;
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
import org.callroster.values.Uuids;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** One user (RFC 7644 §3.4 to §3.6). */
@WithDeadline
@Path(ScimFace.BASE + "/Users/{id}")
@Produces(ScimFace.MEDIA_TYPE)
@RolesAllowed(Privilege.USERS)
class ScimUserResource {

    private final ScimUserService users;
    private final UserPages pages;
    private final ScimBody bodies;
    private final ScimAddress address;
    private final ScimCaller caller;

    ScimUserResource(ScimUserService users, UserPages pages, ScimBody bodies, ScimAddress address, ScimCaller caller) {
        this.users = users;
        this.pages = pages;
        this.bodies = bodies;
        this.address = address;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<byte[]>> get(@PathParam("id") String id, @BeanParam Preconditions conditions,
            RoutingContext request) {
        Projection projection = ListParameters.of(request).projection(ResourceKind.USER);
        return pages.one(caller.get().tenant(), id(id), projection)
                .map(user -> conditions.isKnownWeakly(Etag.of(user.version())) ? known(user)
                        : answer(Status.OK, user, address.base(), projection));
    }

    private static RestResponse<byte[]> known(ProvisionedRow user) {
        return ResponseBuilder.<byte[]>create(Status.NOT_MODIFIED)
                .header(HttpHeaders.ETAG, Etag.of(user.version()).weak()).build();
    }

    static RestResponse<byte[]> answer(Status status, ProvisionedRow user, String base, Projection projection) {
        return ScimAnswers.resource(status, UserJson.shown(user, base, projection), UserJson.location(base, user.id()),
                Etag.of(user.version()).weak());
    }

    @PUT
    public Uni<RestResponse<byte[]>> replace(@PathParam("id") String id, @BeanParam Preconditions conditions,
            RoutingContext request) {
        Projection projection = ListParameters.of(request).projection(ResourceKind.USER);
        return users.replace(caller.get(), id(id), bodies.of(request), conditions, caller.ignoresPasswords())
                .map(user -> answer(Status.OK, user, address.base(), projection));
    }

    @PATCH
    public Uni<RestResponse<byte[]>> patch(@PathParam("id") String id, @BeanParam Preconditions conditions,
            RoutingContext request) {
        Projection projection = ListParameters.of(request).projection(ResourceKind.USER);
        return users.patch(caller.get(), id(id), bodies.of(request), conditions, caller.ignoresPasswords())
                .map(user -> answer(Status.OK, user, address.base(), projection));
    }

    @DELETE
    public Uni<RestResponse<Void>> delete(@PathParam("id") String id, @BeanParam Preconditions conditions) {
        return users.delete(caller.get(), id(id), conditions).map(done -> RestResponse.noContent());
    }

    private static UUID id(String text) {
        return Uuids.of(text).orElseThrow(ChangeableUsers::notFound);
    }
}
