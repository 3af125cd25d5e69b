package org.callroster.console.user;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** The page of one user. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UserPageTest {

    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void profileShowsAllAttributes() {
        tenant.admin().put("/skill/English").then().statusCode(200);
        Map<String, Object> user = tenant.somebody("Everything");
        user.putAll(Map.of("skills", Map.of("English", 80), "email", "sheila@example.com", "workPhone", "4711"));
        tenant.adminSends(user).post("/user").then().statusCode(200);
        Document shown = page(admin().get(at(user.get("loginId"))), 200);
        assertThat(shown.select("h1").text(), is("Sheila Jones"));
        assertThat(shown.select("dl.facts").text(),
                matchesPattern("First name Sheila Last name Jones Login user-\\S+ Team Staff"
                        + " Extension \\d+ Work phone 4711 Mobile phone none E-mail sheila@example.com Roles Everything Skills English 80"
                        + " Supervises no team"));
        assertThat(shown.select(".sentence").text(), is("No password"));
    }

    @Test
    void lockIsOneSentenceAndOneKeyUnlocks() {
        String login = withPassword();
        for (int i = 0; i < 6; i++) {
            ConsoleClient.anonymous().basePath("/").contentType(ContentType.JSON).body(Map.of("domain", tenant.name(),
                    "username", login, "password", "wrong", "application", "agentdesktop")).post("session_login");
        }
        Document shown = page(admin().get(at(login)), 200);
        assertThat(shown.select(".sentence").text(), matchesPattern("Locked since \\d\\d:\\d\\d UTC after 6 wrong passwords,"
                + " the last from 127.0.0.1; opens by itself at \\d\\d:\\d\\d UTC"));
        String action = shown.select("form:has([data-key=u])").attr("action");
        String done = form(admin(), "tab", "access").post(action.substring(8)).then().statusCode(303)
                .header("Location", endsWith(at(login) + "?tab=access&done=unlocked")).extract().header("Location");
        Document unlocked = page(admin().get(inConsole(done)), 200);
        assertThat(unlocked.select(".saved[data-focus]").text(), is("Unlocked."));
        assertThat(unlocked.select(".tabs [aria-current]").text(), is("Access"));
        assertThat(unlocked.select(".sentence, [data-key=u]").text(), not(containsString("ock")));
    }

    @Test
    void disablingIsTakenBackUnlessSomebodyChangedTheUserMeanwhile() {
        String login = tenant.created();
        Document disabled = done(login, page(admin().get(at(login)), 200).select("form[action$=/disabled]").first(), 303);
        assertThat(disabled.select(".saved[data-focus]").text(), is("Disabled. Undo"));
        assertThat(disabled.select(".sentence").text(), is("Disabled"));
        Document enabled = done(login, disabled.select(".saved form").first(), 303);
        assertThat(enabled.select(".saved").text(), is("Enabled. Undo"));
        tenant.admin().get("/user/" + login).then().body("disabled", is(false));
        tenant.adminSends(Map.of("disabled", true)).put("/user/" + login).then().statusCode(200);
        tenant.adminSends(Map.of("disabled", false, "email", "a@example.com")).put("/user/" + login).then().statusCode(200);
        Document conflict = done(login, enabled.select(".saved form").first(), 412);
        assertThat(conflict.select("h1").text(), is("Changed meanwhile by admin"));
        assertThat(conflict.select("tbody").text(), is("Disabled yes no"));
        tenant.admin().get("/user/" + login).then().body("disabled", is(false));
        done(login, conflict.select("main form").first(), 200);
        tenant.admin().get("/user/" + login).then().body("disabled", is(true)).body("email", is("a@example.com"));
    }

    @Test
    void whatWasDoneIsSaidOfTheVersionThatWasMadeAlone() {
        String login = tenant.created();
        String made = form(admin(), "tab", "x".repeat(200_000)).post(at(login) + "/state/disabled").then().statusCode(303)
                .extract().header("Location");
        assertThat(page(admin().get(inConsole(made)), 200).select(".saved").text(), is("Disabled. Undo"));
        tenant.adminSends(Map.of("lastName", "Theirs")).put("/user/" + login).then().statusCode(200);
        assertThat(page(admin().get(inConsole(made)), 200).select(".saved").text(), is(""));
    }

    @Test
    void undoOfWhatSomebodyElseTookBackHasNothingToChoose() {
        String login = tenant.created();
        String etag = done(login, page(admin().get(at(login)), 200).select("form[action$=/disabled]").first(), 303)
                .select(".saved [name=etag]").val();
        tenant.adminSends(Map.of("disabled", false)).put("/user/" + login).then().statusCode(200);
        form(admin(), "etag", etag).post(at(login) + "/state/enabled").then().statusCode(303)
                .header("Location", endsWith(at(login)));
        form(admin(), "etag", "x".repeat(200_000)).post(at(login) + "/state/disabled").then().statusCode(412);
        admin().contentType("text/plain").body("x").post(at(login) + "/state/disabled").then().statusCode(415);
    }

    @Test
    void eightAtOnceUnlockDisableAndEnable() {
        String login = tenant.created();
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<String> states = List.of("unlocked", "disabled", "enabled", "disabled");
        assertThat(Set.copyOf(Api.atOnce(8,
                i -> form(ConsoleClient.with(session), "x", "").post(at(login) + "/state/" + states.get(i % 4)))),
                is(Set.of(303)));
    }

    @Test
    void lockOfSecretsIsASecondSentence() {
        String login = withPassword();
        for (int i = 0; i < 6; i++) {
            Api.requestToken(tenant.name(), login, "x".repeat(50));
        }
        Document shown = page(admin().get(at(login)), 200);
        assertThat(shown.select(".sentence").eachText().get(1), matchesPattern("Scripts of this login are locked out"
                + " \\d+ wrong secrets, the last just now from 127.0.0.1; opens by itself at \\d\\d:\\d\\d UTC"));
        assertThat(shown.select(".sentence").eachText().get(0), not(containsString("Scripts")));
    }

    @Test
    void accessShowsTheLastLoginAndTeamsAreSupervisedFromThere() {
        String login = withPassword();
        ConsoleClient.anonymous().basePath("/").header("User-Agent", "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Firefox/140.0")
                .contentType(ContentType.JSON).body(Map.of("domain", tenant.name(), "username", login, "password",
                        "seven lazy zebras", "application", "agentdesktop"))
                .post("session_login").then().statusCode(200);
        assertThat(page(admin().get(at(login) + "?tab=access"), 200).select("dl.facts").text(),
                startsWith("Last login just now from 127.0.0.1 with Firefox"));
        tenant.admin().put("/team/Night").then().statusCode(200);
        form(admin(), "teams", "Staff\r\n\r\n Night \r\nStaff").post(at(login) + "/supervised").then().statusCode(303)
                .header("Location", endsWith(at(login) + "?tab=access&done=teams"));
        Document saved = page(admin().get(at(login) + "?tab=access&done=teams"), 200);
        assertThat(saved.select("textarea").val().lines().toList(), is(List.of("Night", "Staff")));
        assertThat(saved.select(".saved").text(), is("The supervised teams are saved."));
        assertThat(page(form(admin(), "teams", "Nihgt").post(at(login) + "/supervised"), 404).select(".problem").text(),
                containsString("eam"));
    }

    @Test
    void sessionsAreEndedByEightAtOnce() {
        String login = withPassword();
        String session = ConsoleClient.session(tenant.name(), login);
        String own = ConsoleClient.session(tenant.name(), "admin");
        assertThat(Set.copyOf(Api.atOnce(8, i -> form(ConsoleClient.with(own), "x", "").post(at(login) + "/sessions"))),
                is(Set.of(303)));
        assertThat(TestDatabase.value("select count(*) from session s join app_user u on u.id = s.user_id where u.login_id = ?",
                login), is("0"));
        ConsoleClient.with(session).get("/users").then().statusCode(303);
    }

    @Test
    void ofEightWhoSetTheSupervisedTeamsAtOnceOneIsTheLast() {
        String login = tenant.created("Everything");
        List<String> teams = List.of("Early", "Late", "Night", "Staff");
        teams.forEach(team -> tenant.admin().put("/team/" + team).then().statusCode(200));
        String session = ConsoleClient.session(tenant.name(), "admin");
        assertThat(Set.copyOf(Api.atOnce(8, i -> form(ConsoleClient.with(session), "teams",
                String.join("\n", teams.subList(i % 4, 4))).post(at(login) + "/supervised"))), is(Set.of(303)));
        List<String> left = page(admin().get(at(login) + "?tab=access"), 200).select("textarea").val().lines().toList();
        assertThat(left, is(teams.subList(4 - left.size(), 4)));
    }

    @Test
    void historyIsInWordsAndPaged() {
        String login = tenant.created();
        for (int i = 0; i < 51; i++) {
            tenant.adminSends(Map.of("lastName", "Jones-" + i)).put("/user/" + login).then().statusCode(200);
        }
        Document newest = page(admin().get(at(login) + "?tab=history"), 200);
        assertThat(newest.select("tbody tr").size(), is(50));
        assertThat(newest.select("tbody tr").first().text(), matchesPattern(".* last name Jones-49 .*Jones-50 .*"));
        String older = newest.select("a[rel=next]").attr("href").substring(8);
        assertThat(page(admin().get(older), 200).select("tbody tr").last().text(), containsString("created user"));
    }

    @Test
    void tabsOfAnotherPrivilegeAreNotShown() {
        tenant.adminSends(Map.of("privileges", List.of("View users", "Unlock users", "Manage all teams"))).put("/role/Desk")
                .then().statusCode(200);
        String desk = tenant.created("Desk");
        String login = tenant.created();
        Document shown = page(as(desk).get(at(login) + "?tab=history"), 200);
        assertThat(shown.select(".tabs a").eachText(), is(List.of("Profile", "Access")));
        assertThat(shown.select(".tabs [aria-current]").text(), is("Profile"));
        assertThat(shown.select(".acts").text(), is(""));
        for (String path : List.of("/edit", "/clone", "/password", "/delete", "/secrets/new")) {
            as(desk).get(at(login) + path).then().statusCode(403);
        }
        as(desk).get("/users/new").then().statusCode(403);
        form(as(desk), "x", "").post(at(login) + "/supervised").then().statusCode(403);
        form(as(desk), "x", "").post(at(login) + "/sessions").then().statusCode(403);
        form(as(desk), "x", "").post(at(login) + "/state/disabled").then().statusCode(403);
        form(as(desk), "x", "").post(at(login) + "/state/enabled").then().statusCode(403);
        form(as(desk), "x", "").post(at(login) + "/state/unlocked").then().statusCode(303);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "?tab=access", "?tab=secrets", "?tab=history", "/edit", "/clone", "/password", "/delete",
            "/secrets/new", "/secrets/00000000-0000-0000-0000-000000000000/end" })
    void foreignAndUnreachableUsersAreRefused(String page) {
        String login = Users.created();
        admin().get(at(login) + page).then().statusCode(404);
        String supervisor = Users.createdSupervisorOf("Sales");
        ConsoleClient.as(Api.EXAMPLE, supervisor).get(at(login) + page).then().statusCode(403);
        admin().get(at("x".repeat(3000)) + page).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/edit", "/password", "/delete", "/secrets/new", "/sessions", "/supervised", "/state/unlocked",
            "/state/disabled", "/state/enabled", "/secrets/00000000-0000-0000-0000-000000000000/end" })
    void foreignAndUnreachableUsersAreNotChanged(String page) {
        String login = Users.created();
        form(admin(), "typed", login, "firstName", "Eve", "lastName", "Eve", "team", "Staff").post(at(login) + page).then()
                .statusCode(404);
        String supervisor = Users.createdSupervisorOf("Sales");
        form(ConsoleClient.as(Api.EXAMPLE, supervisor), "typed", login, "firstName", "Eve", "lastName", "Eve", "team", "Sales")
                .post(at(login) + page).then().statusCode(403);
        Api.admin().get("/user/" + login).then().statusCode(200).body("firstName", is("Sheila"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "?tab=access", "?tab=secrets", "?tab=history", "/edit", "/clone", "/password", "/delete",
            "/secrets/new" })
    void markupIsText(String page) {
        Map<String, Object> user = tenant.somebody("Everything");
        user.putAll(Map.of("loginId", MARKUP, "firstName", MARKUP, "lastName", MARKUP, "email", MARKUP));
        tenant.adminSends(user).post("/user").then().statusCode(200);
        Document shown = page(admin().get(at(MARKUP) + page), 200);
        assertThat(shown.select("img").size(), is(0));
        assertThat(shown.html(), containsString("&lt;img src=x"));
    }

    @Test
    void userCalledNewHasAPageInCapitals() {
        Map<String, Object> user = tenant.somebody();
        user.put("loginId", "new");
        tenant.adminSends(user).post("/user").then().statusCode(200);
        assertThat(page(admin().get("/users/new"), 200).select("h1").text(), is("New user"));
        Document shown = page(admin().get("/users/NEW"), 200);
        assertThat(shown.select("h1").text(), is("Sheila Jones"));
        assertThat(shown.select(".acts a").eachAttr("href"), hasItem("/console/users/NEW/edit"));
        assertThat(page(admin().get("/users/new/edit"), 200).select("h1").text(), is("Edit new"));
    }

    /** The page that follows when a form is sent. */
    private Document done(String login, Element form, int status) {
        String[] fields = form.select("input").stream().flatMap(input -> Stream.of(input.attr("name"), input.val()))
                .toArray(String[]::new);
        Response answer = form(admin(), fields).post(inConsole(form.attr("action")));
        answer.then().statusCode(status);
        return status == 303 ? page(admin().get(inConsole(answer.header("Location"))), 200) : page(answer, status);
    }

    /** A path as the client takes it. */
    private static String inConsole(String address) {
        return address.substring(address.indexOf("/console") + "/console".length());
    }

    private String withPassword() {
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", "seven lazy zebras");
        tenant.adminSends(user).post("/user").then().statusCode(200);
        return (String) user.get("loginId");
    }

    private static String at(Object loginId) {
        return "/users/" + Api.path((String) loginId);
    }

    private RequestSpecification admin() {
        return as("admin");
    }

    private RequestSpecification as(String loginId) {
        return ConsoleClient.as(tenant.name(), loginId);
    }
}
