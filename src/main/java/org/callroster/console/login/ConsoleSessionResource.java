package org.callroster.console.login;

import java.time.Duration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.callroster.bearer.CurrentSession;
import org.callroster.bearer.SessionLogin;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.Next;
import org.callroster.console.Pages;
import org.callroster.console.Partial;
import org.callroster.console.Proof;
import org.callroster.error.Failure;
import org.callroster.http.WithDeadline;
import org.callroster.limit.ClientAddress;
import org.callroster.limit.LimitedCalls;
import org.callroster.session.LoginService;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

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
    private final Proof proof;
    private final Pages pages;

    ConsoleSessionResource(CurrentSession session, LoginService logins, Proof proof, Pages pages) {
        this.session = session;
        this.logins = logins;
        this.proof = proof;
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

    /** Goes on to a file. Scripts ask here first: they show the question for the password in a dialog, which a link cannot. */
    @GET
    @Path("confirm")
    public Uni<RestResponse<TemplateInstance>> confirmed(RoutingContext request, @QueryParam("next") String next) {
        return proof.require().map(done -> Answers.open(request, Next.of(next)));
    }

    @POST
    @Path("confirm")
    @LimitedCalls
    public Uni<RestResponse<TemplateInstance>> confirm(RoutingContext request) {
        Fields fields = Fields.of(request);
        SessionLogin login = session.get();
        String next = Next.of(fields.text("next"));
        return logins.prove(login.caller(), login.id(), fields.password("password"), ClientAddress.of(request))
                .map(done -> proved(request, next)).onFailure(Answers::isOfTheForm)
                .recoverWithItem(failure -> Answers.inDialog(request, ((Failure) failure).code().status(), Templates
                        .confirm(pages.open("Confirm"), login.loginId(), next, LoginResource.message(failure))));
    }

    /** Where a file is next, the browser would stay at the question. */
    private RestResponse<TemplateInstance> proved(RoutingContext request, String next) {
        return Next.isFile(next) && !Partial.is(request)
                ? ResponseBuilder.ok(Templates.download(pages.of("Download", "download"), next, Next.pageOf(next)))
                        .header("Refresh", "0;url=" + next).build()
                : Answers.proved(request, next);
    }
}
