package org.callroster.console.login;

import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.callroster.console.Answers;
import org.callroster.console.ConsoleLogin;
import org.callroster.console.Fields;
import org.callroster.console.Next;
import org.callroster.console.Pages;
import org.callroster.console.Words;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.http.WithDeadline;
import org.callroster.limit.ClientAddress;
import org.callroster.limit.LimitedCalls;
import org.callroster.session.LoginService;
import org.callroster.session.PasswordChange;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Logs people in and out: contract section 5 with the application {@code admin}, and a cookie that carries the session. */
@PermitAll
@WithDeadline
@Path("/console")
@Produces(MediaType.TEXT_HTML)
class LoginResource {

    private final LoginService logins;
    private final ConsoleLogin session;
    private final Pages pages;

    LoginResource(LoginService logins, ConsoleLogin session, Pages pages) {
        this.logins = logins;
        this.session = session;
        this.pages = pages;
    }

    /** What the login page sends. */
    private record Form(String tenant, String login, String password, String wanted, String next) {

        static Form of(RoutingContext request) {
            Fields fields = Fields.of(request);
            return new Form(fields.text("tenant"), fields.text("login"), fields.password("password"),
                    fields.password("newpassword"), Next.of(fields.text("next")));
        }

        Form withNewPassword() {
            return new Form(tenant, login, wanted, null, next);
        }
    }

    @GET
    @Path("login")
    public Uni<TemplateInstance> show(RoutingContext request, @QueryParam("next") String next) {
        return Uni.createFrom().item(() -> begin(pages, request.request(), Next.of(next)));
    }

    /** The contact centre to begin with is the host, which many tenants are named after. Says nothing about which exist. */
    static TemplateInstance begin(Pages pages, HttpServerRequest http, String next) {
        String host = Optional.ofNullable(http.authority()).map(authority -> authority.host()).orElse("");
        return Templates.login(pages.open("Log in"), host, "", next, "");
    }

    @POST
    @Path("login")
    @LimitedCalls
    public Uni<RestResponse<TemplateInstance>> login(RoutingContext request) {
        Form form = Form.of(request);
        return opened(request, form).onFailure(Answers::isOfTheForm)
                .recoverWithItem(failure -> refused(request, form, (Failure) failure));
    }

    @POST
    @Path("login/password")
    @LimitedCalls
    public Uni<RestResponse<TemplateInstance>> changePassword(RoutingContext request) {
        Form form = Form.of(request);
        PasswordChange change = new PasswordChange(form.tenant, form.login, form.password, form.wanted);
        return logins.changePassword(change, ClientAddress.of(request))
                .chain(() -> opened(request, form.withNewPassword())).onFailure(Answers::isOfTheForm)
                .recoverWithItem(failure -> answer(request, (Failure) failure,
                        Templates.change(pages.open("New password"), form.tenant, form.login, form.next, message(failure))));
    }

    @POST
    @Path("logout")
    public Uni<RestResponse<TemplateInstance>> logout(RoutingContext request) {
        return session.end(request).replaceWith(() -> Answers.seeOther("/console/login"));
    }

    private Uni<RestResponse<TemplateInstance>> opened(RoutingContext request, Form form) {
        return session.open(request, form.tenant, form.login, form.password)
                .map(open -> Answers.proved(request, form.next));
    }

    private RestResponse<TemplateInstance> refused(RoutingContext request, Form form, Failure failure) {
        boolean mustChange = failure.code() == ErrorCode.PASSWORD_CHANGE_REQUIRED;
        return answer(request, failure, mustChange
                ? Templates.change(pages.open("New password"), form.tenant, form.login, form.next, "")
                : Templates.login(pages.open("Log in"), form.tenant, form.login, form.next, message(failure)));
    }

    static String message(Throwable failure) {
        return failure instanceof Failure known && known.code() == ErrorCode.AUTHENTICATION_FAILED
                ? "Contact centre, login or password is wrong."
                : Words.sentence(failure.getMessage());
    }

    private static RestResponse<TemplateInstance> answer(RoutingContext request, Failure failure, TemplateInstance page) {
        return Answers.inDialog(request, failure.code().status(), page);
    }
}
