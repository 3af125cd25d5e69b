package org.callroster.console.user;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.Words;
import org.callroster.http.WithDeadline;
import org.callroster.profile.UserRow;
import org.callroster.session.SessionService;
import org.callroster.supervisor.Supervision;
import org.callroster.supervisor.SupervisorService;
import org.callroster.user.UserService;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** All about one user. */
@WithDeadline
@Path("/console/users/{loginId}")
@Produces(MediaType.TEXT_HTML)
class UserPageResource {

    private static final String ACCESS = "?tab=" + UserPage.ACCESS + "&done=";

    private final UserService users;
    private final SessionService sessions;
    private final SupervisorService supervisors;
    private final UserPages userPages;
    private final UserForms forms;
    private final CurrentCaller caller;

    UserPageResource(UserService users, SessionService sessions, SupervisorService supervisors, UserPages userPages,
            UserForms forms, CurrentCaller caller) {
        this.users = users;
        this.sessions = sessions;
        this.supervisors = supervisors;
        this.userPages = userPages;
        this.forms = forms;
        this.caller = caller;
    }

    /** The form for a new user has the path of a user called "new", whose page is at NEW: logins don't mind capitals. */
    @GET
    @RolesAllowed(Privilege.VIEW)
    public Uni<TemplateInstance> show(@PathParam("loginId") String loginId, @QueryParam("tab") String tab,
            @QueryParam("cursor") String cursor, @QueryParam("done") String done, @QueryParam("version") String version) {
        return loginId.equals(UserForms.NEW) ? forms.empty(caller.get())
                : users.get(caller.get(), loginId)
                        .chain(user -> userPages.page(caller.get(), user, tab, cursor, saved(done, version, user)));
    }

    /** The version is that which was made: of a later one, what was done before is no news. */
    private static UserPage.Saved saved(String done, String version, UserRow user) {
        return "state".equals(done) && Long.toString(user.version()).equals(version) ? UserPage.Saved.ofState(user)
                : saved(done);
    }

    private static UserPage.Saved saved(String done) {
        String message = switch (done == null ? "" : done) {
            case "created" -> "Created. Set a password, so that they can log in.";
            case "unlocked" -> "Unlocked.";
            case "sessions" -> "All sessions are ended.";
            case "teams" -> "The supervised teams are saved.";
            case "secret" -> "The secret is ended.";
            default -> null;
        };
        return message == null ? null : new UserPage.Saved(message, null);
    }

    @POST
    @Path("sessions")
    @RolesAllowed(Privilege.RESET)
    public Uni<RestResponse<TemplateInstance>> endSessions(RoutingContext request, @PathParam("loginId") String loginId) {
        return sessions.endAll(caller.get(), loginId)
                .map(done -> Answers.open(request, Words.user(loginId) + ACCESS + "sessions"));
    }

    /** The teams come as lines of a text. */
    @POST
    @Path("supervised")
    @RolesAllowed(Privilege.USERS)
    public Uni<RestResponse<TemplateInstance>> supervise(RoutingContext request, @PathParam("loginId") String loginId) {
        List<String> teams = Fields.of(request).text("teams").lines().map(String::strip).filter(team -> !team.isEmpty())
                .distinct().toList();
        return supervisors.put(caller.get(), loginId, new Supervision(teams))
                .map(done -> Answers.open(request, Words.user(loginId) + ACCESS + "teams"));
    }
}
