package org.callroster.user;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.tenant.CurrentCaller;
import org.callroster.tenant.Privilege;
import org.callroster.wire.InTime;
import org.callroster.wire.Ok;
import org.callroster.wire.Preconditions;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;

/** Contract section 3. */
@InTime
@Path("/configapi/v2/user")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Privilege.USERS)
class UserResource {

    private final UserService users;
    private final UserChangeService changes;
    private final CurrentCaller caller;

    UserResource(UserService users, UserChangeService changes, CurrentCaller caller) {
        this.users = users;
        this.changes = changes;
        this.caller = caller;
    }

    @POST
    public Uni<RestResponse<byte[]>> create(UserAttributes wanted) {
        return users.create(caller.get(), wanted)
                .map(etag -> Ok.builder().header(HttpHeaders.LOCATION, location(wanted.loginId()))
                        .header(HttpHeaders.ETAG, etag).build());
    }

    @GET
    @Path("{loginId}")
    public Uni<RestResponse<UserView>> get(@PathParam("loginId") String loginId, @BeanParam Preconditions conditions) {
        return users.get(caller.get(), loginId).map(user -> conditions.answer(user.view(), user.etag()).build());
    }

    @PUT
    @Path("{loginId}")
    public Uni<RestResponse<UserView>> update(@PathParam("loginId") String loginId, @BeanParam Preconditions conditions,
            UserAttributes wanted) {
        return changes.update(caller.get(), loginId, wanted, conditions)
                .map(user -> Preconditions.NONE.answer(user.view(), user.etag()).build());
    }

    @DELETE
    @Path("{loginId}")
    public Uni<RestResponse<byte[]>> delete(@PathParam("loginId") String loginId, @BeanParam Preconditions conditions) {
        return changes.delete(caller.get(), loginId, conditions).map(done -> Ok.answer());
    }

    private static String location(String loginId) {
        return "/configapi/v2/user/" + URLEncoder.encode(loginId, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
