package org.callroster.session;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.error.OutcomeCounters;
import org.callroster.http.WithDeadline;
import org.callroster.limit.ClientAddress;
import org.callroster.limit.LimitedCalls;
import org.jboss.resteasy.reactive.RestResponse;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The session calls (contract section 5): at the root, as in the Identity Provider. */
@WithDeadline
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class SessionResource {

    private static final String HEADER = "X-Session-Id";

    private final LoginService logins;
    private final SessionService sessions;
    private final OutcomeCounters outcomes;

    SessionResource(LoginService logins, SessionService sessions, MeterRegistry meters) {
        this.logins = logins;
        this.sessions = sessions;
        this.outcomes = new OutcomeCounters(meters, "callroster.password.logins", "Logins, by how they ended", "logged_in");
    }

    @POST
    @Path("session_login")
    @LimitedCalls
    public Uni<SessionView> login(RoutingContext request, @HeaderParam(HttpHeaders.USER_AGENT) String userAgent, Login login) {
        return outcomes.of(() -> logins.login(login, userAgent, ClientAddress.of(request)));
    }

    @GET
    @Path("session_check")
    public Uni<SessionView> check(@QueryParam("session_id") String id, @HeaderParam(HEADER) String header) {
        return sessions.check(id == null ? header : id);
    }

    @GET
    @Path("session_logout")
    public Uni<SessionView> logout(@QueryParam("session_id") String id, @HeaderParam(HEADER) String header) {
        return sessions.logout(id == null ? header : id);
    }

    /** HEAD must not log out: without this method, it would run the GET. */
    @HEAD
    @Path("session_logout")
    public Uni<Void> look() {
        throw new NotAllowedException(HttpMethod.GET);
    }

    @POST
    @Path("session_change_password")
    @LimitedCalls
    public Uni<RestResponse<Void>> changePassword(RoutingContext request, PasswordChange change) {
        return logins.changePassword(change, ClientAddress.of(request)).map(done -> RestResponse.ok());
    }
}
