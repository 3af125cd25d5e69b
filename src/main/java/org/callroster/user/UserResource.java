package org.callroster.user;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.callroster.attribute.UserChange;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.header.Ok;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.profile.UserView;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;

/** Contract section 3. */
@WithDeadline
@Path("/configapi/v2/user")
@Produces(MediaType.APPLICATION_JSON)
class UserResource {

    private final UserService users;
    private final UserChangeService changes;
    private final CurrentCaller caller;

    UserResource(UserService users, UserChangeService changes, CurrentCaller caller) {
        this.users = users;
        this.changes = changes;
        this.caller = caller;
    }

    @GET
    @Path("{loginId}")
    @RolesAllowed(Privilege.VIEW)
    public Uni<RestResponse<?>> get(@PathParam("loginId") String loginId, @QueryParam("include") String include,
            @BeanParam Preconditions conditions) {
        return "access".equals(include) ? users.getWithAccess(caller.get(), loginId, conditions)
                : users.get(caller.get(), loginId).map(user -> conditions.answer(user.view(), user.etag()).build());
    }

    @PUT
    @Path("{loginId}")
    @RolesAllowed(Privilege.RESET)
    public Uni<RestResponse<UserView>> update(@PathParam("loginId") String loginId, @BeanParam Preconditions conditions,
            UserChange wanted) {
        return changes.update(caller.get(), loginId, wanted, conditions)
                .map(user -> Preconditions.NONE.answer(user.view(), user.etag()).build());
    }

    @DELETE
    @Path("{loginId}")
    @RolesAllowed(Privilege.USERS)
    public Uni<RestResponse<byte[]>> delete(@PathParam("loginId") String loginId, @BeanParam Preconditions conditions) {
        return changes.delete(caller.get(), loginId, conditions).map(done -> Ok.answer());
    }
}
