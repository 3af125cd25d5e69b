package org.callroster.console.users;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.Users;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.callroster.console.ConsoleClient.admin;
import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.callroster.console.ConsoleClient.partial;
import static org.callroster.console.ConsoleClient.rows;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Console section 1, users; flow 1. */
@QuarkusTest
class UserListPageTest {

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void somebodyIsFoundByAnyFragment() {
        String login = tenant.created(tenant.somebody());
        Document found = page(list("q=" + login.substring(9, 20)), 200);
        assertEquals(List.of(login), logins(found));
        assertEquals("1 user", found.select("#count").text());
    }

    @Test
    void aLockedUserIsShownWithTheReasonAndOneKeyUnlocks() {
        String login = locked();
        Element row = page(list("access=locked"), 200).select("tbody tr").first();
        String state = row.select("[data-label=State]").text();
        assertTrue(state.matches("Locked since .* UTC after 6 wrong passwords, the last from 127\\.0\\.0\\.1;"
                + " opens by itself at .* UTC"), state);
        assertEquals("Unlock", row.select("[data-key=u]").text());
        Document changed = rows(act(login, "unlock"));
        assertTrue(changed.select("[data-label=State]").text().contains("unlocked by you just now"), changed.text());
        assertEquals(1, changed.select("tr[data-focus]").size());
        tenant.admin().get("/user/lock/" + login).then().body("lockedOut", equalTo(false));
        tenant.admin().get("/audit?user=" + login + "&kind=lock%20cleared").then().body("events[0].via", equalTo("console"));
    }

    @Test
    void withoutAScriptTheListComesAgain() {
        form(as("admin").header("Referer", "http://localhost/console/users?q=zapp"), "x", "y")
                .post("/users/" + locked() + "/unlock").then().statusCode(303)
                .header("Location", "/console/users?q=zapp");
    }

    @Test
    void disablingCanBeUndoneUntilSomebodyElseChangesTheUser() {
        String login = tenant.created(tenant.somebody());
        Document disabled = rows(act(login, "disable"));
        assertEquals("Disabled", disabled.select(".state").text());
        String version = disabled.select(".undo [name=etag]").val();
        assertTrue(disabled.select(".undo").attr("action").endsWith("/enable"));
        tenant.adminSends(Map.of("email", "a@example.com")).put("/user/" + login).then().statusCode(200);
        form(as("admin"), "etag", version).post("/users/" + login + "/enable").then().statusCode(412);
        String now = rows(act(login, "disable")).select(".undo [name=etag]").val();
        form(as("admin"), "etag", now).post("/users/" + login + "/enable").then().statusCode(303);
        tenant.admin().get("/user/" + login).then().body("disabled", equalTo(false));
    }

    @Test
    void theChipsSayWhoCannotLogInAndWhy() {
        String none = tenant.created(tenant.somebody("Everything"));
        Map<String, Object> can = tenant.somebody("Everything");
        can.put("password", "Plenty of rope, 42 m");
        String able = tenant.created(can);
        assertTrue(logins(page(list("access=no_password"), 200)).contains(none));
        assertEquals(List.of(able), logins(page(list("access=can"), 200)));
    }

    @Test
    void longListsHavePages() {
        for (int i = 0; i < 55; i++) {
            tenant.created(tenant.somebody());
        }
        Document first = page(list("q="), 200);
        assertEquals("1–50 of 56", first.select("#count").text());
        String next = first.select("[rel=next]").attr("href").replace("/console/users?", "");
        Document second = page(list(next), 200);
        assertEquals("51–56 of 56", second.select("#count").text());
        assertEquals(6, second.select("tbody tr").size());
    }

    @Test
    void noMatchNamesTheFiltersAndHowToDropEach() {
        Document none = page(list("q=zebra&access=locked&sort=name"), 200);
        assertTrue(
                none.select(".empty").text().startsWith("Nobody here. Filtered by the words zebra (drop), state locked (drop)"),
                none.select(".empty").text());
        assertEquals("/console/users?access=locked&sort=name", none.select(".empty a").first().attr("href"));
    }

    @Test
    void unknownFiltersAndForeignCursorsAreRefusedInWords() {
        assertEquals("This does not exist", page(list("team=Nowhere"), 404).select(".problem h2").text());
        page(list("access=perhaps"), 400);
        page(list("cursor=nonsense"), 400);
        page(list("from=-1&from=x&unknown=1"), 200);
    }

    @Test
    void supervisorsSeeAndChangeOnlyTheirTeams() {
        String supervisor = Users.createdSupervisorOf("Billing");
        String mine = Users.created(Users.with("team", "Billing"));
        String other = Users.created();
        assertEquals(List.of(mine), logins(page(ConsoleClient.as(Api.EXAMPLE, supervisor).get("/users?q=" + mine), 200)));
        Document none = page(ConsoleClient.as(Api.EXAMPLE, supervisor).get("/users?q=" + other), 200);
        assertEquals(List.of(), logins(none));
        assertEquals("Nobody", none.select("#count").text());
        form(ConsoleClient.as(Api.EXAMPLE, supervisor)).post("/users/" + other + "/unlock").then().statusCode(403);
        form(ConsoleClient.as(Api.EXAMPLE, supervisor)).post("/users/" + other + "/disable").then().statusCode(403);
    }

    @Test
    void usersOfAnotherTenantAreNotThere() {
        String login = tenant.created(tenant.somebody());
        assertEquals(List.of(), logins(page(admin().get("/users?q=" + login), 200)));
        List.of("unlock", "disable", "enable").forEach(
                action -> form(admin()).post("/users/" + login + "/" + action).then().statusCode(404));
    }

    @Test
    void buttonsAreForThoseWhoMay() {
        String desk = tenant.created(tenant.somebody(role("View users", "Unlock users")));
        Document list = page(ConsoleClient.as(tenant.name(), desk).get("/users"), 200);
        assertEquals(0, list.select("[href$=/password], [action$=/disable], [href=/console/import]").size());
        form(ConsoleClient.as(tenant.name(), desk)).post("/users/admin/disable").then().statusCode(403);
        String agent = tenant.created(tenant.somebody());
        page(ConsoleClient.as(tenant.name(), agent).get("/users"), 403);
    }

    @Test
    void eightHelpersAtOnceUnlockOneUser() {
        String login = locked();
        String session = ConsoleClient.session(tenant.name(), "admin");
        assertEquals(List.of(200, 200, 200, 200, 200, 200, 200, 200), Api.atOnce(8,
                i -> form(partial(ConsoleClient.with(session))).post("/users/" + login + "/unlock")));
        tenant.admin().get("/audit?subject=" + login + "&kind=lock%20cleared").then().body("events.size()", equalTo(1));
    }

    @Test
    void eightHelpersAtOnceDisableAndEnableOneUser() {
        String login = tenant.created(tenant.somebody());
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<Integer> answers = Api.atOnce(8, i -> form(partial(ConsoleClient.with(session)))
                .post("/users/" + login + (i % 2 == 0 ? "/disable" : "/enable")));
        assertEquals(List.of(200, 200, 200, 200, 200, 200, 200, 200), answers);
    }

    private Response list(String query) {
        return as("admin").get("/users?" + query);
    }

    private Response act(String login, String action) {
        return form(partial(as("admin"))).post("/users/" + login + "/" + action);
    }

    private RequestSpecification as(String login) {
        return ConsoleClient.as(tenant.name(), login);
    }

    private String role(String... privileges) {
        String name = "Role " + UUID.randomUUID();
        tenant.adminSends(Map.of("privileges", List.of(privileges))).put("/role/" + Api.path(name)).then().statusCode(200);
        return name;
    }

    private String locked() {
        Map<String, Object> user = tenant.somebody();
        user.put("password", "Plenty of rope, 42 m");
        String login = tenant.created(user);
        for (int i = 0; i < 6; i++) {
            form(ConsoleClient.anonymous(), "tenant", tenant.name(), "login", login, "password", "wrong").post("/login").then()
                    .statusCode(401).contentType(startsWith("text/html"));
        }
        return login;
    }

    private static List<String> logins(Document page) {
        return page.select("tbody th small").eachText();
    }
}
