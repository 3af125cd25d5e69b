package org.callroster.console.user;

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
import org.callroster.console.Proof;
import org.callroster.console.Words;
import org.callroster.error.Failure;
import org.callroster.http.WithDeadline;
import org.callroster.idempotency.Once;
import org.callroster.user.UserService;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Creates and changes users by a form. */
@WithDeadline
@Path("/console/users/{loginId}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.USERS)
class UserFormResource {

    private final UserService users;
    private final UserEdits edits;
    private final UserForms forms;
    private final Proof proof;
    private final CurrentCaller caller;

    UserFormResource(UserService users, UserEdits edits, UserForms forms, Proof proof, CurrentCaller caller) {
        this.users = users;
        this.edits = edits;
        this.forms = forms;
        this.proof = proof;
        this.caller = caller;
    }

    @GET
    @Path("clone")
    public Uni<TemplateInstance> like(@PathParam("loginId") String loginId) {
        return users.get(caller.get(), loginId).chain(user -> forms.like(caller.get(), user));
    }

    @GET
    @Path("edit")
    public Uni<TemplateInstance> edit(@PathParam("loginId") String loginId) {
        return users.get(caller.get(), loginId).chain(user -> forms.of(caller.get(), user));
    }

    /** Gives roles, so it needs a proof where there are any. */
    @POST
    public Uni<RestResponse<TemplateInstance>> create(RoutingContext request, @PathParam("loginId") String path) {
        if (!path.equals(UserForms.NEW)) {
            throw Failure.notFound("there is nothing at this path");
        }
        UserForm form = UserForm.of(Fields.of(request));
        Uni<Void> proved = form.roles().isEmpty() ? Uni.createFrom().voidItem() : proof.require();
        return proved.chain(() -> users.create(caller.get(), form.created(), Once.always()))
                .map(made -> Answers.open(request, Words.user(made.view().loginId()) + "?done=created"))
                .onFailure(UserForms::isAboutValues).recoverWithUni(failure -> forms
                        .refused(caller.get(), form, (Failure) failure).map(page -> UserEdits.answer((Failure) failure, page)));
    }

    @POST
    @Path("edit")
    public Uni<RestResponse<TemplateInstance>> edit(RoutingContext request, @PathParam("loginId") String loginId) {
        Fields fields = Fields.of(request);
        return users.get(caller.get(), loginId)
                .chain(user -> edits.edit(request, user, UserForm.of(fields), fields.orNull("etag"), fields.isSet("undo")));
    }
}
