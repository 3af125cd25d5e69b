package org.callroster.user;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.header.Ok;
import org.callroster.header.Preconditions;
import org.callroster.header.Prefer;
import org.callroster.http.WithDeadline;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;

/** Contract section 3. */
@WithDeadline
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

    /** {@code OK}, or the user if the {@code Prefer} header asks for it. */
    @POST
    public Uni<RestResponse<?>> create(@HeaderParam(Prefer.HEADER) List<String> prefer, NewUser wanted) {
        Uni<String> created = users.create(caller.get(), wanted);
        return Prefer.representation(prefer)
                ? created.chain(() -> users.get(caller.get(), wanted.loginId())).map(UserResource::shown)
                : created.map(etag -> done(wanted.loginId(), etag));
    }

    @GET
    @Path("{loginId}")
    public Uni<RestResponse<UserView>> get(@PathParam("loginId") String loginId, @BeanParam Preconditions conditions) {
        return users.get(caller.get(), loginId).map(user -> conditions.answer(user.view(), user.etag()).build());
    }

    @PUT
    @Path("{loginId}")
    public Uni<RestResponse<UserView>> update(@PathParam("loginId") String loginId, @BeanParam Preconditions conditions,
            UserChange wanted) {
        return changes.update(caller.get(), loginId, wanted, conditions)
                .map(user -> Preconditions.NONE.answer(user.view(), user.etag()).build());
    }

    @DELETE
    @Path("{loginId}")
    public Uni<RestResponse<byte[]>> delete(@PathParam("loginId") String loginId, @BeanParam Preconditions conditions) {
        return changes.delete(caller.get(), loginId, conditions).map(done -> Ok.answer());
    }

    private static RestResponse<?> done(String loginId, String etag) {
        return Ok.builder().header(HttpHeaders.LOCATION, location(loginId)).header(HttpHeaders.ETAG, etag).build();
    }

    private static RestResponse<?> shown(UserRow created) {
        return Preconditions.NONE.answer(created.view(), created.etag())
                .header(HttpHeaders.LOCATION, location(created.view().loginId()))
                .header(Prefer.APPLIED, Prefer.REPRESENTATION).build();
    }

    private static String location(String loginId) {
        return "/configapi/v2/user/" + URLEncoder.encode(loginId, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
