package org.callroster.console.imports;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.callroster.console.ConsoleClient.partial;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Console flow 5: users who are selected in a list are changed or exported together. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SelectionTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SmallTenant tenant = SmallTenant.create();
    private String ann;
    private String bob;

    @BeforeEach
    void createTwo() {
        ann = tenant.created();
        bob = tenant.created();
    }

    @Test
    void theDialogSaysForWhomAndTheRunChangesThem() {
        Document dialog = page(form(partial(admin()), "login", ann, "login", bob).post("/selection"), 200);
        assertEquals("Change 2 people", dialog.select("h1").text());
        assertThat(dialog.select("form.form > p").first().text(), startsWith("Of 1 team: Sheila Jones"));
        Response run = form(partial(admin()), sent(dialog, "addRole", "Everything", "addSkill", "English", "level", "60"))
                .post("/selection/run");
        run.then().statusCode(404);
        tenant.adminSends("").put("/skill/English");
        Response again = form(partial(admin()), sent(dialog, "addRole", "Everything", "addSkill", "English", "level", "60"))
                .post("/selection/run");
        again.then().statusCode(204);
        assertEquals("Done: 2 changed.", ended(again.header("HX-Redirect")).select("#job-counts").text());
        for (String login : List.of(ann, bob)) {
            tenant.admin().get("/user/" + login).then().body("roles", equalTo(List.of("Everything")))
                    .body("skills.English", equalTo(60));
        }
    }

    @Test
    void allThatMatchAreChangedUnlessThereAreMoreThanTheDialogSaid() {
        Document dialog = page(form(admin(), "all", "true", "notRole", "Everything").post("/selection"), 200);
        assertEquals("Change 2 people", dialog.select("h1").text());
        tenant.created();
        Document refused = page(form(admin(), sent(dialog, "state", "disabled")).post("/selection/run"), 409);
        assertThat(refused.text(), containsString("is 3, not 2"));
        Document now = page(form(admin(), "all", "true", "notRole", "Everything").post("/selection"), 200);
        Response run = form(admin(), sent(now, "state", "disabled")).post("/selection/run");
        assertEquals("Done: 3 changed.", ended(run.header("Location")).select("#job-counts").text());
        tenant.admin().get("/user/" + ann).then().body("disabled", equalTo(true));
        tenant.admin().get("/user/admin").then().body("disabled", equalTo(false));
    }

    @Test
    void theListOffersIt() {
        Document list = page(admin().get("/users?q=" + ann + "&access=no_password"), 200);
        assertEquals(List.of(ann, "no_password"), list.select("#selection [type=hidden]").eachAttr("value"));
        assertEquals(List.of(ann), list.select("[name=login][form=selection]").eachAttr("value"));
    }

    @Test
    void exportsHaveThoseWhoAreSelected() {
        Document dialog = page(form(admin(), "login", ann).post("/selection/export"), 200);
        assertEquals("Export 1 person", dialog.select("h1").text());
        String csv = form(admin(), sent(dialog)).post("/selection/export.csv").then().statusCode(200)
                .header("Content-Disposition", startsWith("attachment")).extract().asString();
        assertThat(csv, startsWith("loginId,firstName"));
        assertThat(csv, containsString(ann));
        assertThat(csv, not(containsString(bob)));
        String all = form(admin(), "all", "true", "q", "sheila").post("/selection/export.csv").asString();
        assertThat(Stream.of(all.split("\r\n")).skip(1).map(line -> line.replaceAll(",.*", "")).toList(),
                containsInAnyOrder(ann, bob));
        Eventually.holds(SOON, () -> tenant.admin().get("/audit?kind=users%20exported").path("events.size()").equals(2));
    }

    @Test
    void rolesAndExportsNeedAFreshPassword() {
        RequestSpecification[] late =
                Stream.generate(() -> ConsoleClient.with(ConsoleClient.session(tenant.name(), "admin", 20))).limit(5)
                        .toArray(RequestSpecification[]::new);
        form(late[0], "login", ann, "expect", "1", "addRole", "Everything").post("/selection/run").then().statusCode(401);
        form(late[1], "login", ann, "expect", "1", "removeRole", "Everything").post("/selection/run").then().statusCode(401);
        form(late[2], "login", ann).post("/selection/export").then().statusCode(401);
        form(late[3], "login", ann).post("/selection/export.csv").then().statusCode(401);
        form(late[4], "login", ann, "expect", "1", "state", "disabled").post("/selection/run").then().statusCode(303);
    }

    @Test
    void supervisorsAndOtherTenantsReachTheirOwnAlone() {
        tenant.adminSends("").put("/team/Other");
        Map<String, Object> elsewhere = tenant.somebody();
        elsewhere.put("team", "Other");
        tenant.adminSends(elsewhere).post("/user").then().statusCode(200);
        String supervisor = tenant.created(role("Manage users", "View users", "Unlock users"));
        tenant.superviseStaff(supervisor);
        Document dialog = page(form(ConsoleClient.as(tenant.name(), supervisor), "login", ann, "login",
                (String) elsewhere.get("loginId")).post("/selection"), 200);
        assertEquals("Change 1 person", dialog.select("h1").text());
        String all = form(ConsoleClient.as(tenant.name(), supervisor), "all", "true").post("/selection/export.csv").asString();
        assertThat(all, not(containsString((String) elsewhere.get("loginId"))));
        Document rival = page(form(ConsoleClient.admin(), "login", ann).post("/selection"), 200);
        assertEquals("No users to change", rival.select("h1").text());
        assertThat(form(ConsoleClient.admin(), "login", ann).post("/selection/export.csv").asString(),
                not(containsString(ann)));
    }

    @Test
    void privilegesAreThoseOfTheApi() {
        String desk = tenant.created(role("Unlock users", "View users"));
        tenant.superviseStaff(desk);
        Document dialog = page(form(as(desk), "login", ann).post("/selection"), 200);
        assertEquals(0, dialog.select("[name=team], [name=addRole], [name=endSessions]").size());
        assertEquals(1, dialog.select("[name=unlock]").size());
        page(form(as(desk), "login", ann, "expect", "1", "state", "disabled").post("/selection/run"), 403);
        String agent = tenant.created();
        page(form(as(agent), "login", ann).post("/selection"), 403);
        page(form(as(agent), "login", ann, "expect", "1", "unlock", "true").post("/selection/run"), 403);
        page(form(as(agent), "login", ann).post("/selection/export.csv"), 403);
        String viewer = tenant.created(role("View users"));
        page(form(as(viewer), "login", ann, "expect", "1", "unlock", "true").post("/selection/run"), 403);
    }

    @Test
    void whatIsNotPossibleIsRefusedInWords() {
        assertEquals("Select at least one user first.",
                page(form(admin(), "x", "y").post("/selection"), 400).select(".problem p").first().text());
        page(form(admin(), "login", ann, "expect", "1").post("/selection/run"), 400);
        page(form(admin(), "login", ann, "expect", "many", "state", "disabled").post("/selection/run"), 400);
        page(form(admin(), "login", ann, "expect", "1", "addSkill", "English", "level", "101").post("/selection/run"), 400);
        page(form(admin(), "login", ann, "expect", "1", "team", "x".repeat(200_000)).post("/selection/run"), 400);
        page(form(admin(), "login", "x".repeat(200_000)).post("/selection"), 200);
        page(form(admin(), "all", "true", "q", "x".repeat(200_000)).post("/selection"), 400);
        page(form(admin(), "all", "true", "team", "Nowhere").post("/selection"), 404);
    }

    @Test
    void markupStaysText() {
        Map<String, Object> user = tenant.somebody();
        user.put("lastName", "<img src=x onerror=alert(1)>");
        user.put("loginId", "<b>" + UUID.randomUUID());
        tenant.adminSends(user).post("/user").then().statusCode(200);
        Document dialog = page(form(admin(), "login", (String) user.get("loginId")).post("/selection"), 200);
        assertEquals(0, dialog.select("main img, main b").size());
        assertTrue(dialog.text().contains("<img src=x"), dialog.text());
    }

    @Test
    void ofEightAtOnceTwoRun() {
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<Integer> statuses =
                Api.atOnce(8, i -> form(ConsoleClient.with(session), "login", ann, "expect", "1", "unlock", "true")
                        .post("/selection/run"));
        int run = Collections.frequency(statuses, 303);
        assertTrue(run >= 2 && run + Collections.frequency(statuses, 503) == 8, statuses.toString());
    }

    /** What the form of the dialog sends. */
    private static String[] sent(Document dialog, String... more) {
        return Stream.concat(dialog.select("main form [type=hidden]").stream()
                .flatMap(field -> Stream.of(field.attr("name"), field.val())), Stream.of(more)).toArray(String[]::new);
    }

    private Document ended(String path) {
        Document[] last = { null };
        Eventually.holds(Duration.ofSeconds(30), () -> {
            last[0] = page(admin().get(path.replace("/console", "")), 200);
            return !last[0].select("#job").attr("data-state").equals("running");
        });
        return last[0];
    }

    private RequestSpecification admin() {
        return as("admin");
    }

    private RequestSpecification as(String login) {
        return ConsoleClient.as(tenant.name(), login);
    }

    private String role(String... privileges) {
        String name = "Role " + UUID.randomUUID();
        tenant.adminSends(Map.of("privileges", List.of(privileges))).put("/role/" + Api.path(name)).then().statusCode(200);
        return name;
    }
}
