package org.callroster.fleet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.attribute.NewUser;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.header.Ok;
import org.callroster.header.Preconditions;
import org.callroster.header.Prefer;
import org.callroster.http.WithDeadline;
import org.callroster.idempotency.IdempotentCalls;
import org.callroster.profile.UserRow;
import org.callroster.user.UserService;
import org.callroster.values.KnownQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** All users: contract section 3, Create, and fleet section 2. */
@WithDeadline
@Path("/configapi/v2/user")
@Produces(MediaType.APPLICATION_JSON)
class UsersResource {

    private final UserLists lists;
    private final UserService users;
    private final IdempotentCalls calls;
    private final CurrentCaller caller;

    UsersResource(UserLists lists, UserService users, IdempotentCalls calls, CurrentCaller caller) {
        this.lists = lists;
        this.users = users;
        this.calls = calls;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Privilege.VIEW)
    public Uni<UserList> list(@Context UriInfo uri, @BeanParam UserFilter filter, @BeanParam UserPage page) {
        KnownQuery.require(uri, UserFilter.parameters(UserPage.PARAMETERS));
        return lists.list(caller.get(), filter, page);
    }

    /** {@code OK}, or the user if the {@code Prefer} header asks for it. */
    @POST
    @RolesAllowed(Privilege.USERS)
    public Uni<RestResponse<?>> create(@HeaderParam(Prefer.HEADER) List<String> prefer, RoutingContext request,
            NewUser wanted) {
        return calls.once(caller.get(), request, Prefer.representation(prefer) ? UsersResource::shown : UsersResource::done,
                once -> users.create(caller.get(), wanted, once));
    }

    private static RestResponse<?> done(UserRow created) {
        return Ok.builder().header(HttpHeaders.LOCATION, location(created.view().loginId()))
                .header(HttpHeaders.ETAG, created.etag().toString()).build();
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
