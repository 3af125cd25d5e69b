package org.callroster.console.users;

import java.util.List;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.access.AccessRepository;
import org.callroster.attribute.UserChange;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.Pages;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.lock.LockService;
import org.callroster.profile.UserRow;
import org.callroster.user.UserChangeService;
import org.callroster.user.UserService;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** What one key does to a row of the list. The answer is the row; without a script, the list again. */
@WithDeadline
@Path("/console/users/{loginId}")
@Produces(MediaType.TEXT_HTML)
class UserActionsResource {

    private final LockService locks;
    private final UserChangeService changes;
    private final UserService users;
    private final AccessRepository access;
    private final Pages pages;
    private final CurrentCaller caller;

    UserActionsResource(LockService locks, UserChangeService changes, UserService users, AccessRepository access, Pages pages,
            CurrentCaller caller) {
        this.locks = locks;
        this.changes = changes;
        this.users = users;
        this.access = access;
        this.pages = pages;
        this.caller = caller;
    }

    @POST
    @Path("unlock")
    @RolesAllowed(Privilege.UNLOCK)
    public Uni<RestResponse<TemplateInstance>> unlock(RoutingContext request, @PathParam("loginId") String loginId) {
        return locks.clear(caller.get(), loginId).chain(() -> users.get(caller.get(), loginId))
                .chain(user -> row(request, user, "unlocked by you", changed -> null));
    }

    @POST
    @Path("disable")
    @RolesAllowed(Privilege.USERS)
    public Uni<RestResponse<TemplateInstance>> disable(RoutingContext request, @PathParam("loginId") String loginId) {
        return disabled(request, loginId, true)
                .chain(user -> row(request, user, "disabled by you", changed -> undo("enable", changed)));
    }

    @POST
    @Path("enable")
    @RolesAllowed(Privilege.USERS)
    public Uni<RestResponse<TemplateInstance>> enable(RoutingContext request, @PathParam("loginId") String loginId) {
        return disabled(request, loginId, false)
                .chain(user -> row(request, user, "enabled by you", changed -> undo("disable", changed)));
    }

    /** An undo names the version that it takes back. */
    private Uni<UserRow> disabled(RoutingContext request, String loginId, boolean disabled) {
        return changes.update(caller.get(), loginId, UserChange.ofDisabled(disabled), unchanged(Fields.of(request)));
    }

    private static Preconditions unchanged(Fields fields) {
        return fields.optional("etag").map(etag -> new Preconditions(List.of(etag), List.of())).orElse(Preconditions.NONE);
    }

    private static UserLine.Undo undo(String action, UserRow changed) {
        return new UserLine.Undo(action, changed.etag().toString());
    }

    private Uni<RestResponse<TemplateInstance>> row(RoutingContext request, UserRow user, String done,
            Function<UserRow, UserLine.Undo> undo) {
        return access.of(caller.tenant(), user.id())
                .map(known -> Answers.part(request, Templates.userrow(pages.of("Users", "users"),
                        UserLine.of(user, known, done, undo.apply(user)))));
    }
}
