package org.callroster.console.user;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.attribute.UserChange;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.Words;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.lock.LockService;
import org.callroster.user.UserChangeService;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Unlocks, disables and enables a user from their page, which then says what was done. */
@WithDeadline
@Path("/console/users/{loginId}/state")
@Produces(MediaType.TEXT_HTML)
class StateResource {

    private final LockService locks;
    private final UserChangeService changes;
    private final UserEdits edits;
    private final CurrentCaller caller;

    StateResource(LockService locks, UserChangeService changes, UserEdits edits, CurrentCaller caller) {
        this.locks = locks;
        this.changes = changes;
        this.edits = edits;
        this.caller = caller;
    }

    @POST
    @Path("unlocked")
    @RolesAllowed(Privilege.UNLOCK)
    public Uni<RestResponse<TemplateInstance>> unlock(RoutingContext request, @PathParam("loginId") String loginId) {
        String back = back(loginId, Fields.of(request));
        return locks.clear(caller.get(), loginId).map(done -> Answers.seeOther(back + "&done=unlocked"));
    }

    @POST
    @Path("disabled")
    @RolesAllowed(Privilege.USERS)
    public Uni<RestResponse<TemplateInstance>> disable(RoutingContext request, @PathParam("loginId") String loginId) {
        return change(request, loginId, true);
    }

    @POST
    @Path("enabled")
    @RolesAllowed(Privilege.USERS)
    public Uni<RestResponse<TemplateInstance>> enable(RoutingContext request, @PathParam("loginId") String loginId) {
        return change(request, loginId, false);
    }

    /** An undo names the version that it takes back. */
    private Uni<RestResponse<TemplateInstance>> change(RoutingContext request, String loginId, boolean disabled) {
        Fields fields = Fields.of(request);
        String back = back(loginId, fields);
        return changes.update(caller.get(), loginId, UserChange.ofDisabled(disabled), unchanged(fields))
                .map(made -> Answers.seeOther(back + "&done=state&version=" + made.version()))
                .onFailure(UserEdits::isStale).recoverWithUni(stale -> edits.conflict(request, loginId,
                        now -> UserForm.of(now).withDisabled(disabled)));
    }

    private static Preconditions unchanged(Fields fields) {
        return fields.optional("etag").map(etag -> new Preconditions(List.of(etag), List.of())).orElse(Preconditions.NONE);
    }

    /** The page with the tab that was open. */
    private static String back(String loginId, Fields fields) {
        String tab = fields.text("tab");
        return Words.user(loginId) + "?tab=" + (UserPages.TABS.contains(tab) ? tab : UserPage.PROFILE);
    }
}
