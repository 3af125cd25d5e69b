package org.callroster.console.user;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.Pages;
import org.callroster.console.Proof;
import org.callroster.console.Words;
import org.callroster.error.Failure;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.profile.UserRow;
import org.callroster.tenant.LoginKey;
import org.callroster.user.UserChangeService;
import org.callroster.user.UserService;
import org.callroster.values.Checks;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Deletes a user whose login was typed. */
@WithDeadline
@Path("/console/users/{loginId}/delete")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.USERS)
class DeletionResource {

    private final UserService users;
    private final UserChangeService changes;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    DeletionResource(UserService users, UserChangeService changes, Proof proof, Pages pages, CurrentCaller caller) {
        this.users = users;
        this.changes = changes;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    @GET
    public Uni<TemplateInstance> ask(@PathParam("loginId") String loginId) {
        return proof.require().chain(() -> users.get(caller.get(), loginId)).map(user -> form(user, ""));
    }

    @POST
    public Uni<RestResponse<TemplateInstance>> delete(RoutingContext request, @PathParam("loginId") String loginId) {
        Fields fields = Fields.of(request);
        return proof.require().chain(() -> users.get(caller.get(), loginId))
                .chain(user -> delete(user, fields).map(done -> Answers.open(request, "/console/users"))
                        .onFailure(UserForms::isAboutValues).recoverWithItem(failure -> Answers.inDialog(request,
                                ((Failure) failure).code().status(), form(user, Words.sentence(failure.getMessage())))));
    }

    private Uni<Void> delete(UserRow user, Fields fields) {
        return Uni.createFrom().deferred(() -> {
            requireTyped(user.view().loginId(), fields.text("typed"));
            return changes.delete(caller.get(), user.view().loginId(),
                    new Preconditions(fields.list("etag"), List.of()));
        });
    }

    private static void requireTyped(String loginId, String typed) {
        if (Checks.isLonger(typed, Checks.LOGIN_ID_LENGTH) || !LoginKey.of(typed).equals(LoginKey.of(loginId))) {
            throw Failure.badRequest("type the login " + loginId + " to delete this user");
        }
    }

    private TemplateInstance form(UserRow user, String message) {
        return Templates.userdelete(pages.of("Delete user", "users"), user.view(), user.etag().toString(), message);
    }
}
