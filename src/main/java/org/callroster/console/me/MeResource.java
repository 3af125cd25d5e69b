package org.callroster.console.me;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.callroster.bearer.CurrentSession;
import org.callroster.caller.Caller;
import org.callroster.caller.CurrentCaller;
import org.callroster.console.Answers;
import org.callroster.console.ConsoleLogin;
import org.callroster.console.Fields;
import org.callroster.console.Pages;
import org.callroster.console.Words;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.http.WithDeadline;
import org.callroster.limit.ClientAddress;
import org.callroster.limit.LimitedCalls;
import org.callroster.policy.SecurityPolicies;
import org.callroster.session.LoginService;
import org.callroster.session.PasswordChange;
import org.callroster.session.SessionService;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The caller's own sessions and password. */
@Authenticated
@WithDeadline
@Path("/console/me")
@Produces(MediaType.TEXT_HTML)
class MeResource {

    private static final String NEW_PASSWORD = "newpassword";

    private final SessionService sessions;
    private final LoginService logins;
    private final ConsoleLogin login;
    private final SecurityPolicies policies;
    private final CurrentSession session;
    private final Pages pages;
    private final CurrentCaller caller;

    MeResource(SessionService sessions, LoginService logins, ConsoleLogin login, SecurityPolicies policies,
            CurrentSession session, Pages pages, CurrentCaller caller) {
        this.sessions = sessions;
        this.logins = logins;
        this.login = login;
        this.policies = policies;
        this.session = session;
        this.pages = pages;
        this.caller = caller;
    }

    @GET
    public Uni<TemplateInstance> show(@QueryParam("done") String done) {
        return page(done == null ? "" : done, null);
    }

    @POST
    @Path("sessions/end")
    public Uni<RestResponse<TemplateInstance>> endOthers() {
        return sessions.endOthers(caller.get(), session.get().id())
                .map(ended -> Answers.seeOther("/console/me?done=ended"));
    }

    /** Ends all sessions of the user, and opens a new one for this browser. */
    @POST
    @Path("password")
    @LimitedCalls
    public Uni<RestResponse<TemplateInstance>> changePassword(RoutingContext request) {
        Fields fields = Fields.of(request);
        Caller user = caller.get();
        String wanted = fields.password(NEW_PASSWORD);
        PasswordChange change =
                new PasswordChange(user.tenant().name(), user.loginId(), fields.password("password"), wanted);
        return Uni.createFrom().deferred(() -> logins.changePassword(change, ClientAddress.of(request)))
                .chain(() -> login.open(request, user.tenant().name(), user.loginId(), wanted))
                .map(open -> Answers.seeOther("/console/me?done=password"))
                .onFailure(Answers::isOfTheForm).recoverWithUni(failure -> refused((Failure) failure));
    }

    private Uni<RestResponse<TemplateInstance>> refused(Failure failure) {
        boolean isOld = failure.code() == ErrorCode.AUTHENTICATION_FAILED;
        boolean isNew = failure.code() == ErrorCode.WEAK_PASSWORD
                || failure.violations().stream().anyMatch(wrong -> wrong.field().equals(NEW_PASSWORD));
        MeView.Wrong wrong = new MeView.Wrong(isNew ? NEW_PASSWORD : "password",
                isOld ? "The current password is wrong."
                        : Words.sentence(isNew ? ofNew(failure.getMessage()) : failure.getMessage()));
        return page("", wrong).map(page -> ResponseBuilder.<TemplateInstance>create(isOld ? 400 : failure.code().status())
                .entity(page).build());
    }

    /** The API speaks of its field, or of the password that it sets. */
    private static String ofNew(String message) {
        String said = message.startsWith("new") ? message.substring("new".length()) : message;
        return said.startsWith("password") ? "the new " + said : said;
    }

    private Uni<TemplateInstance> page(String done, MeView.Wrong wrong) {
        Caller user = caller.get();
        return sessions.own(user, session.get().id())
                .chain(open -> policies.of(user.tenant())
                        .map(policy -> new MeView(open, policy.passwordMinLength(), done, wrong)))
                .map(me -> Templates.me(pages.of("You", "me"), me));
    }
}
