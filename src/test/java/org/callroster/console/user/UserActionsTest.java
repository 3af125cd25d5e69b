package org.callroster.console.user;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.callroster.console.ConsoleClient.partial;
import static org.callroster.console.user.UserFormTest.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** Passwords, API secrets and the deletion of one user. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UserActionsTest {

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void passwordIsMadeAndShownOnce() {
        String login = tenant.created("Everything");
        assertThat(page(admin().get(at(login, "/password")), 200).select("[name=changePassword]").hasAttr("checked"), is(true));
        Document set = page(form(partial(admin()).header("HX-Current-URL", "http://localhost/console/users?q=zapp"), "password",
                "", "changePassword", "on").post(at(login, "/password")), 200);
        String password = set.select("#new-password").text();
        assertThat(set.select("[data-copy]").attr("data-copy"), is("new-password"));
        assertThat(set.select("a[hx-boost=false]").attr("href"), is("/console/users?q=zapp"));
        assertThat(loginWith(login, password), containsString("Choose a new password"));
        tenant.admin().get("/user/" + login).then().body("changePassword", is(true));
    }

    @Test
    void madePasswordNeedNotBeChanged() {
        String login = tenant.created("Everything");
        Document set = page(form(admin(), "password", "").post(at(login, "/password")), 200);
        assertThat(loginWith(login, set.select("#new-password").text()), is(""));
    }

    @Test
    void typedPasswordIsSetAndNotShown() {
        String login = tenant.created("Everything");
        Document set = page(form(admin(), "password", "seven lazy zebras").post(at(login, "/password")), 200);
        assertThat(set.text(), not(containsString("zebras")));
        assertThat(set.select("h1").text(), is("The password is set"));
        assertThat(loginWith(login, "seven lazy zebras"), is(""));
    }

    @Test
    void weakPasswordIsAskedForAgain() {
        String login = tenant.created();
        Document again = page(form(admin(), "password", "short").post(at(login, "/password")), 400);
        assertThat(again.select("#why").text(), startsWith("Password is shorter than"));
        assertThat(again.select("[name=changePassword]").hasAttr("checked"), is(false));
        assertThat(again.html(), not(containsString("value=\"short\"")));
        assertThat(page(form(admin(), "password", "x".repeat(200_000)).post(at(login, "/password")), 400).select("#why").text(),
                is("Password is longer than 255 characters."));
    }

    @Test
    void everyFormThatNeedsAProofAsksForIt() {
        String login = tenant.created();
        String old = ConsoleClient.session(tenant.name(), "admin", 20);
        for (String path : List.of("/password", "/delete", "/secrets/new")) {
            ConsoleClient.with(old).get(at(login, path)).then().statusCode(401);
            form(ConsoleClient.with(old), "typed", login).post(at(login, path)).then().statusCode(401);
        }
        String secret = at(login, "/secrets/00000000-0000-0000-0000-000000000000/end");
        ConsoleClient.with(old).get(secret).then().statusCode(401);
        form(ConsoleClient.with(old), "x", "").post(secret).then().statusCode(401);
        form(ConsoleClient.with(old), "loginId", "x", "roles", "Everything").post("/users/new").then().statusCode(401);
        tenant.admin().get("/user/" + login).then().statusCode(200);
    }

    @Test
    void eightPasswordsAtOnceAreSet() {
        String login = tenant.created("Everything");
        String session = ConsoleClient.session(tenant.name(), "admin");
        assertThat(Set.copyOf(Api.atOnce(8, i -> form(ConsoleClient.with(session), "password", "seven lazy zebras " + i)
                .post(at(login, "/password")))), is(Set.of(200)));
    }

    @Test
    void secretIsMadeShownOnceAndGoodForATokenUntilItIsEnded() {
        String login = tenant.created("Everything");
        assertThat(page(admin().get(at(login, "/secrets/new")), 200).select("option[selected]").val(), is("90"));
        Document made = page(form(admin(), "days", "90").post(at(login, "/secrets/new")), 200);
        String secret = made.select("#new-secret").text();
        assertThat(made.select("a[download]").attr("href"), is("data:text/plain;charset=utf-8,client_id=" + login
                + "%0Aclient_secret=" + secret + "%0A"));
        Api.requestToken(tenant.name(), login, secret).then().statusCode(200);
        Document list = page(admin().get(at(login, "?tab=secrets")), 200);
        assertThat(list.select("tbody tr").text(), matchesPattern("just now in use just now \\d+ \\w+ \\d{4} End"));
        String end = list.select("td.actions a").attr("href").substring(8);
        assertThat(page(admin().get(end), 200).select(".problem").text(),
                is("It was used just now. What uses it now stops working at once."));
        form(admin(), "x", "").post(end).then().statusCode(303).header("Location", endsWith("?tab=secrets&done=secret"));
        Api.requestToken(tenant.name(), login, secret).then().statusCode(401);
        form(admin(), "x", "").post(end).then().statusCode(404);
        assertThat(page(admin().get(at(login, "?tab=secrets")), 200).select(".empty").text(), startsWith("No API secrets."));
    }

    @Test
    void ofEightSecretsAtOnceTwoAreMadeAndOfEightEndsOneCounts() {
        String login = tenant.created();
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<Integer> statuses = Api.atOnce(8,
                i -> form(ConsoleClient.with(session), "days", "").post(at(login, "/secrets/new")));
        assertThat(statuses.stream().sorted().toList(), is(List.of(200, 200, 409, 409, 409, 409, 409, 409)));
        Document list = page(ConsoleClient.with(session).get(at(login, "?tab=secrets")), 200);
        assertThat(list.select("tbody tr"), hasSize(2));
        String end = list.select("td.actions a").first().attr("href").substring(8);
        assertThat(Api.atOnce(8, i -> form(ConsoleClient.with(session), "x", "").post(end)).stream().sorted().toList(),
                is(List.of(303, 404, 404, 404, 404, 404, 404, 404)));
    }

    @Test
    void lifeOfASecretIsMeasured() {
        String login = tenant.created();
        for (String days : List.of("0", "-1", "12345", "x", "9".repeat(200_000))) {
            assertThat(page(form(admin(), "days", days).post(at(login, "/secrets/new")), 400).select(".problem").text(),
                    is("Days must be from 1 to 9999."));
        }
    }

    @Test
    void deletionNeedsTheLogin() {
        String login = tenant.created();
        Document asked = page(admin().get(at(login, "/delete")), 200);
        assertThat(asked.select("form[action$=/state/disabled] button").text(), is("Disable instead"));
        for (String typed : List.of("", "other", "x".repeat(200_000))) {
            assertThat(page(form(admin(), "typed", typed).post(at(login, "/delete")), 400).select("#why").text(),
                    is("Type the login " + login + " to delete this user."));
        }
        form(partial(admin()), "typed", login.toUpperCase(java.util.Locale.ROOT)).post(at(login, "/delete")).then()
                .statusCode(204).header("HX-Redirect", "/console/users");
        tenant.admin().get("/user/" + login).then().statusCode(404);
    }

    @Test
    void ofEightDeletionsOneCounts() {
        String login = tenant.created();
        String session = ConsoleClient.session(tenant.name(), "admin");
        assertThat(Api.atOnce(8, i -> form(ConsoleClient.with(session), "typed", login).post(at(login, "/delete"))).stream()
                .sorted().toList(), is(List.of(303, 404, 404, 404, 404, 404, 404, 404)));
    }

    @Test
    void deletionOfAnOlderVersionIsRefused() {
        String login = tenant.created();
        String etag = page(admin().get(at(login, "/delete")), 200).select("[name=etag]").val();
        tenant.adminSends(Map.of("lastName", "Theirs")).put("/user/" + login).then().statusCode(200);
        form(admin(), "typed", login, "etag", etag).post(at(login, "/delete")).then().statusCode(412);
    }

    @Test
    void whatCannotBeDeletedIsSaidInTheForm() {
        assertThat(page(form(admin(), "typed", "admin").post(at("admin", "/delete")), 409).select("#why").text(),
                containsString("Manage roles"));
        String login = Users.createdWithRoles("System Administrator");
        String supervisor = Users.createdSupervisorOf("Customer Service");
        Document refused = page(form(ConsoleClient.as(Api.EXAMPLE, supervisor), "typed", login).post(at(login, "/delete")),
                403);
        assertThat(refused.select("#why").text(), containsString("lacks a privilege"));
        assertThat(refused.select("#f-typed").size(), is(1));
    }

    private String loginWith(String login, String password) {
        return form(ConsoleClient.anonymous(), "tenant", tenant.name(), "login", login, "password", password).post("/login")
                .asString();
    }

    private RequestSpecification admin() {
        return ConsoleClient.as(tenant.name(), "admin");
    }
}
