package org.callroster.console.user;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.console.Choices;
import org.callroster.console.Pages;
import org.callroster.directory.UserNotFound;
import org.callroster.error.Failure;
import org.callroster.profile.UserRow;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Makes the forms for users: filled, and filled again with what was typed when that can't be taken. */
@ApplicationScoped
class UserForms {

    static final String NEW = "new";

    private final Choices choices;
    private final Pages pages;

    UserForms(Choices choices, Pages pages) {
        this.choices = choices;
        this.pages = pages;
    }

    /** For a new user. Fails with 403. */
    Uni<TemplateInstance> empty(Caller caller) {
        if (!caller.has(Privilege.MANAGE_USERS)) {
            throw Failure.forbidden("the caller lacks the privilege Manage users");
        }
        return choices.of(caller.tenant()).map(names -> page(FormPage.of(UserForm.EMPTY, null, names)));
    }

    Uni<TemplateInstance> like(Caller caller, UserRow user) {
        return choices.of(caller.tenant())
                .map(names -> page(FormPage.of(UserForm.like(user.view()), UserPage.name(user.view()), names)));
    }

    Uni<TemplateInstance> of(Caller caller, UserRow user) {
        return choices.of(caller.tenant()).map(names -> page(
                FormPage.of(UserForm.of(user.view()), user.view().loginId(), user.etag().toString(), names)));
    }

    Uni<TemplateInstance> refused(Caller caller, UserForm typed, Failure failure) {
        return choices.of(caller.tenant()).map(names -> page(FormPage.of(typed, null, names).refused(failure)));
    }

    Uni<TemplateInstance> refused(Caller caller, UserForm typed, UserRow user, String etag, Failure failure) {
        return choices.of(caller.tenant())
                .map(names -> page(FormPage.of(typed, user.view().loginId(), etag, names).refused(failure)));
    }

    private TemplateInstance page(FormPage form) {
        return Templates.userform(pages.of(form.isNew() ? "New user" : "Edit " + form.loginId(), "users"), form);
    }

    /** Whether other values might be taken. */
    static boolean isAboutValues(Throwable failure) {
        return failure instanceof Failure known && !(failure instanceof UserNotFound) && switch (known.code()) {
            case BAD_REQUEST, FORBIDDEN, NOT_FOUND, CONFLICT -> true;
            default -> false;
        };
    }
}
