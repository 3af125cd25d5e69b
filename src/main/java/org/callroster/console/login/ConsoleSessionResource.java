package org.callroster.console.login;

import java.time.Duration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.bearer.CurrentSession;
import org.callroster.bearer.SessionLogin;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.Next;
import org.callroster.console.Pages;
import org.callroster.error.Failure;
import org.callroster.http.WithDeadline;
import org.callroster.limit.ClientAddress;
import org.callroster.limit.LimitedCalls;
import org.callroster.session.LoginService;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The session of an open page: whether it is about to end, and the password given again. */
@Authenticated
@WithDeadline
@Path("/console")
@Produces(MediaType.TEXT_HTML)
class ConsoleSessionResource {

    /** Pages ask once a minute, so people have about a minute to stay. */
    private static final Duration NEAR = Duration.ofSeconds(125);

    private final CurrentSession session;
    private final LoginService logins;
    private final Pages pages;

    ConsoleSessionResource(CurrentSession session, LoginService logins, Pages pages) {
        this.session = session;
        this.logins = logins;
        this.pages = pages;
    }

    /** Nothing, or a notice that the session is about to end. */
    @GET
    @Path("session")
    public Uni<RestResponse<TemplateInstance>> look() {
        return Uni.createFrom().item(() -> session.get().remaining())
                .map(left -> left.compareTo(NEAR) > 0 ? RestResponse.noContent()
                        : RestResponse.ok(Templates.ending(left.toSeconds())));
    }

    /** Extends the session, as every request of a user does. */
    @POST
    @Path("session")
    public Uni<RestResponse<TemplateInstance>> stay() {
        return Uni.createFrom().item(RestResponse::ok);
    }

    @POST
    @Path("confirm")
    @LimitedCalls
    public Uni<RestResponse<TemplateInstance>> confirm(RoutingContext request) {
        Fields fields = Fields.of(request);
        SessionLogin login = session.get();
        String next = Next.of(fields.text("next"));
        return logins.prove(login.caller(), login.id(), fields.password("password"), ClientAddress.of(request))
                .map(done -> Answers.proved(request, next)).onFailure(Failure.class)
                .recoverWithItem(failure -> Answers.inDialog(request, failure.code().status(), Templates
                        .confirm(pages.open("Confirm"), login.loginId(), next, LoginResource.message(failure))));
    }
}
