package org.callroster.console.locks;

import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.attribute.UserPatch;
import org.callroster.bulk.BulkChange;
import org.callroster.bulk.BulkChanges;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.Pages;
import org.callroster.error.Failure;
import org.callroster.http.WithDeadline;
import org.callroster.lock.LockService;
import org.callroster.values.Checks;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Ends locks: of one user, of those selected, of all that a page finds. */
@WithDeadline
@Path("/console/locks")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.UNLOCK)
class UnlockResource {

    private static final int MOST_SELECTED = 50;
    private static final UserPatch UNLOCK = new UserPatch(null, null, null, null, null, null, null, true, null);

    private final LockService locks;
    private final LockedLogins logins;
    private final BulkChanges bulks;
    private final Pages pages;
    private final CurrentCaller caller;

    UnlockResource(LockService locks, LockedLogins logins, BulkChanges bulks, Pages pages, CurrentCaller caller) {
        this.locks = locks;
        this.logins = logins;
        this.bulks = bulks;
        this.pages = pages;
        this.caller = caller;
    }

    /** Answers the user's rows; without a script, the list again. */
    @POST
    @Path("{loginId}/unlock")
    public Uni<RestResponse<TemplateInstance>> unlock(RoutingContext request, @PathParam("loginId") String loginId) {
        return locks.clear(caller.get(), loginId).map(done -> unlocked(request, List.of(loginId)));
    }

    /** Those whose rows were selected. */
    @POST
    @Path("selected")
    public Uni<RestResponse<TemplateInstance>> unlockSelected(RoutingContext request) {
        List<String> selected = Fields.of(request).list("login").stream().distinct().toList();
        check(selected);
        return Multi.createFrom().iterable(selected)
                .onItem().transformToUniAndConcatenate(loginId -> locks.clear(caller.get(), loginId)).collect().last()
                .map(done -> unlocked(request, selected));
    }

    private static RestResponse<TemplateInstance> unlocked(RoutingContext request, List<String> logins) {
        return Answers.part(request, Templates.unlocked(logins.stream().map(Unlocked::new).toList()));
    }

    private static void check(List<String> selected) {
        if (selected.isEmpty()) {
            throw Failure.badRequest("select at least one user first");
        }
        if (selected.size() > MOST_SELECTED) {
            throw Failure.badRequest("select at most " + MOST_SELECTED + " users at a time");
        }
        Checks checks = new Checks();
        selected.forEach(login -> checks.text("login", login, Checks.LOGIN_ID_LENGTH));
        checks.orFail();
    }

    /** Asks before all of a page are unlocked. */
    @GET
    @Path("all")
    @RolesAllowed(Privilege.UNLOCK)
    public Uni<TemplateInstance> confirm(@Context UriInfo uri) {
        LockQuery query = LockQuery.of(uri.getQueryParameters());
        return users(query).map(found -> Templates.unlockall(pages.of("Unlock all", "locks"), query, found.size(),
                found.size() == LockedLogins.MOST));
    }

    @POST
    @Path("all")
    public Uni<RestResponse<TemplateInstance>> unlockAll(RoutingContext request) {
        LockQuery query = LockQuery.of(Fields.of(request).all());
        return users(query).chain(found -> bulks.start(caller.get(), change(found), request))
                .map(bulk -> Answers.open(request, "/console/jobs/" + bulk.job()));
    }

    private Uni<Set<String>> users(LockQuery query) {
        if (!caller.get().has(Privilege.VIEW_USERS)) {
            throw Failure.forbidden("the caller lacks the privilege View users");
        }
        return logins.of(caller.get(), query);
    }

    private static BulkChange change(Set<String> found) {
        if (found.isEmpty()) {
            throw Failure.conflict("none of these users is locked now");
        }
        return new BulkChange(named(List.copyOf(found)), UNLOCK, null, null);
    }

    private static BulkChange.Filter named(List<String> found) {
        return new BulkChange.Filter(found, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }
}
