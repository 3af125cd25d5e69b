package org.callroster.console.user;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

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
import org.callroster.console.Pages;
import org.callroster.console.Proof;
import org.callroster.console.Words;
import org.callroster.error.Failure;
import org.callroster.http.WithDeadline;
import org.callroster.idempotency.Once;
import org.callroster.profile.UserView;
import org.callroster.secret.SecretService;
import org.callroster.user.UserService;
import org.callroster.values.Uuids;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Makes and ends the API secrets of a user. */
@WithDeadline
@Path("/console/users/{loginId}/secrets")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.USERS)
class SecretsResource {

    private static final int MOST_DIGITS = 4;

    private final UserService users;
    private final SecretService secrets;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    SecretsResource(UserService users, SecretService secrets, Proof proof, Pages pages, CurrentCaller caller) {
        this.users = users;
        this.secrets = secrets;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    @GET
    @Path("new")
    public Uni<TemplateInstance> ask(@PathParam("loginId") String loginId) {
        return proof.require().chain(() -> view(loginId)).map(user -> form(user, ""));
    }

    @POST
    @Path("new")
    public Uni<RestResponse<TemplateInstance>> make(RoutingContext request, @PathParam("loginId") String loginId) {
        Optional<String> days = Fields.of(request).optional("days");
        return proof.require().chain(() -> view(loginId))
                .chain(user -> Uni.createFrom()
                        .deferred(() -> secrets.make(caller.get(), loginId, expiry(days), Once.always()))
                        .map(made -> Answers.inDialog(request, RestResponse.StatusCode.OK,
                                Templates.usersecretmade(pages.of("New secret", "users"), user, made)))
                        .onFailure(UserForms::isAboutValues)
                        .recoverWithItem(failure -> Answers.inDialog(request, ((Failure) failure).code().status(),
                                form(user, Words.sentence(failure.getMessage())))));
    }

    /** Null for never. Throws 400. */
    private static Instant expiry(Optional<String> days) {
        return days.map(SecretsResource::days)
                .map(life -> Instant.now().plus(life).truncatedTo(ChronoUnit.MILLIS)).orElse(null);
    }

    private static Duration days(String text) {
        if (text.length() > MOST_DIGITS || text.chars().anyMatch(c -> c < '0' || c > '9') || Integer.parseInt(text) == 0) {
            throw Failure.badField("days", "must be from 1 to 9999");
        }
        return Duration.ofDays(Integer.parseInt(text));
    }

    @GET
    @Path("{id}/end")
    public Uni<TemplateInstance> askToEnd(@PathParam("loginId") String loginId, @PathParam("id") String id) {
        UUID secret = id(id);
        return proof.require().chain(() -> view(loginId))
                .chain(user -> secrets.list(caller.get(), loginId)
                        .map(all -> all.stream().filter(each -> each.id().equals(secret)).findFirst()
                                .orElseThrow(SecretsResource::notFound))
                        .map(found -> Templates.usersecretend(pages.of("End secret", "users"), user,
                                SecretLine.of(found, Instant.now()))));
    }

    @POST
    @Path("{id}/end")
    public Uni<RestResponse<TemplateInstance>> end(RoutingContext request, @PathParam("loginId") String loginId,
            @PathParam("id") String id) {
        UUID secret = id(id);
        return proof.require().chain(() -> secrets.end(caller.get(), loginId, secret))
                .map(done -> Answers.open(request, Words.user(loginId) + "?tab=secrets&done=secret"));
    }

    private static UUID id(String text) {
        return Uuids.of(text).orElseThrow(SecretsResource::notFound);
    }

    private static Failure notFound() {
        return Failure.notFound("secret not found");
    }

    private Uni<UserView> view(String loginId) {
        return users.get(caller.get(), loginId).map(user -> user.view());
    }

    private TemplateInstance form(UserView user, String message) {
        return Templates.usersecret(pages.of("New secret", "users"), user, message);
    }
}
