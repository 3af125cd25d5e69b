package org.callroster.console.user;

import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditList;
import org.callroster.caller.CurrentCaller;
import org.callroster.console.Answers;
import org.callroster.console.LastChange;
import org.callroster.console.Pages;
import org.callroster.console.Partial;
import org.callroster.console.Proof;
import org.callroster.console.Words;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.header.Etag;
import org.callroster.header.Preconditions;
import org.callroster.profile.UserRow;
import org.callroster.profile.UserView;
import org.callroster.user.UserChangeService;
import org.callroster.user.UserService;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Writes what a form says of a user, and shows what came of it. */
@ApplicationScoped
class UserEdits {

    private final UserService users;
    private final UserChangeService changes;
    private final UserPages userPages;
    private final UserForms forms;
    private final LastChange lastChange;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    UserEdits(UserService users, UserChangeService changes, UserPages userPages, UserForms forms,
            LastChange lastChange, Proof proof, Pages pages, CurrentCaller caller) {
        this.users = users;
        this.changes = changes;
        this.userPages = userPages;
        this.forms = forms;
        this.lastChange = lastChange;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    /**
     * @param user as just read
     * @param etag of the version that the form was filled with; null for any
     * @param isUndo whether the form takes a change back
     */
    Uni<RestResponse<TemplateInstance>> edit(RoutingContext request, UserRow user, UserForm form, String etag, boolean isUndo) {
        String seen = etag == null ? user.etag().toString() : etag;
        Uni<Void> proved = form.changesRoles(user.view()) ? proof.require() : Uni.createFrom().voidItem();
        return proved.chain(() -> changes.update(caller.get(), user.view().loginId(), form.change(user.view()),
                new Preconditions(List.of(seen), List.of())))
                .chain(made -> saved(request, user, made, isUndo))
                .onFailure(UserEdits::isStale).recoverWithUni(stale -> conflict(request, user.view().loginId(), now -> form))
                .onFailure(UserForms::isAboutValues).recoverWithUni(failure -> forms
                        .refused(caller.get(), form, user, seen, (Failure) failure)
                        .map(page -> answer((Failure) failure, page)));
    }

    static RestResponse<TemplateInstance> answer(Failure failure, TemplateInstance page) {
        return ResponseBuilder.<TemplateInstance>create(failure.code().status()).entity(page).build();
    }

    static boolean isStale(Throwable failure) {
        return failure instanceof Failure known && known.code() == ErrorCode.PRECONDITION_FAILED;
    }

    /**
     * The user's page, at its own address where scripts see to that. It holds the former values as long as it is open, so it is
     * no redirect.
     */
    private Uni<RestResponse<TemplateInstance>> saved(RoutingContext request, UserRow before, UserRow made, boolean isUndo) {
        return userPages.page(caller.get(), made, UserPage.PROFILE, null, saved(before, made, isUndo)).map(page -> {
            ResponseBuilder<TemplateInstance> answer = ResponseBuilder.ok(page);
            return Partial.is(request) ? answer.header("HX-Push-Url", Words.user(made.view().loginId())).build()
                    : answer.build();
        });
    }

    /** The version that was made is the next; what was read after it may be a later one. */
    private static UserPage.Saved saved(UserRow before, UserRow made, boolean isUndo) {
        return made.version() == before.version() ? new UserPage.Saved("Nothing was changed.", null)
                : new UserPage.Saved(isUndo ? "Taken back." : "Saved.",
                        new UserPage.Undo("edit", UserForm.of(before.view()), Etag.of(before.version() + 1).toString()));
    }

    /**
     * Shows both versions of a user whom somebody changed meanwhile. If both wanted the same, there is nothing to choose.
     *
     * @param wanted what the caller makes of the user as they are now
     */
    Uni<RestResponse<TemplateInstance>> conflict(RoutingContext request, String loginId, Function<UserView, UserForm> wanted) {
        return users.get(caller.get(), loginId).chain(now -> {
            UserForm form = wanted.apply(now.view());
            List<Conflict.Difference> differences = form.differences(UserForm.of(now.view()));
            return differences.isEmpty() ? Uni.createFrom().item(Answers.open(request, Words.user(loginId)))
                    : conflict(now, form, differences);
        });
    }

    private Uni<RestResponse<TemplateInstance>> conflict(UserRow now, UserForm form, List<Conflict.Difference> differences) {
        return lastChange.of(caller.get(), now.view().loginId(), "user ")
                .map(last -> new Conflict(now.view(), form, now.etag().toString(), differences,
                        last.map(AuditList.Event::actor).orElse(null), last.map(AuditList.Event::time).orElse(null)))
                .map(conflict -> ResponseBuilder.<TemplateInstance>create(ErrorCode.PRECONDITION_FAILED.status())
                        .entity(Templates.userconflict(pages.of("Changed meanwhile", "users"), conflict)).build());
    }
}
