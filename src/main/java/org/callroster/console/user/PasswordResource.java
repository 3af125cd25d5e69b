package org.callroster.console.user;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
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
import org.callroster.console.Next;
import org.callroster.console.Pages;
import org.callroster.console.Partial;
import org.callroster.console.Proof;
import org.callroster.console.Words;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.profile.UserView;
import org.callroster.user.UserChangeService;
import org.callroster.user.UserService;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Sets the password of a user: one that is made, or one that was typed. */
@WithDeadline
@Path("/console/users/{loginId}/password")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.RESET)
class PasswordResource {

    private final UserService users;
    private final UserChangeService changes;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    PasswordResource(UserService users, UserChangeService changes, Proof proof, Pages pages, CurrentCaller caller) {
        this.users = users;
        this.changes = changes;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    /** Asks for the proof before anything is typed. */
    @GET
    public Uni<TemplateInstance> show(@PathParam("loginId") String loginId) {
        return proof.require().chain(() -> view(loginId)).map(user -> form(user, true, ""));
    }

    @POST
    public Uni<RestResponse<TemplateInstance>> set(RoutingContext request, @PathParam("loginId") String loginId) {
        Fields fields = Fields.of(request);
        boolean mustChange = fields.isSet("changePassword");
        return proof.require().chain(() -> set(loginId, fields.password("password"), mustChange))
                .chain(made -> view(loginId)
                        .map(user -> Templates.userpasswordset(pages.of("Password set", "users"), user, made,
                                mustChange, back(request, loginId))))
                .map(page -> Answers.inDialog(request, RestResponse.StatusCode.OK, page))
                .onFailure(PasswordResource::isWeak).recoverWithUni(failure -> view(loginId)
                        .map(user -> Answers.inDialog(request, RestResponse.StatusCode.BAD_REQUEST,
                                form(user, mustChange, Words.sentence(failure.getMessage())))));
    }

    /** Returns the password that was made; empty if it was typed. */
    private Uni<String> set(String loginId, String typed, boolean mustChange) {
        return typed == null ? changes.generatePassword(caller.get(), loginId, mustChange)
                : changes.update(caller.get(), loginId, UserChange.ofPassword(typed, mustChange), Preconditions.NONE)
                        .replaceWith("");
    }

    private static boolean isWeak(Throwable failure) {
        return failure instanceof Failure known && known.code() == ErrorCode.BAD_REQUEST;
    }

    /** The page below the dialog shows what the user was before. */
    private static String back(RoutingContext request, String loginId) {
        return Partial.is(request) ? Next.here(request.request()) : Words.user(loginId);
    }

    private Uni<UserView> view(String loginId) {
        return users.get(caller.get(), loginId).map(user -> user.view());
    }

    private TemplateInstance form(UserView user, boolean mustChange, String message) {
        return Templates.userpassword(pages.of("Set password", "users"), user, mustChange, message);
    }
}
