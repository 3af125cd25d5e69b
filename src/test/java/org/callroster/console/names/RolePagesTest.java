package org.callroster.console.names;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.caller.Privilege;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RolePagesTest {

    private final SmallTenant tenant = SmallTenant.create();

    @BeforeEach
    void aRole() {
        role("Desk", "View users", "Unlock users");
    }

    @Test
    void rolesAreListedInWords() {
        tenant.created("Desk");
        Document page = page("");
        assertEquals(List.of("Desk", "Everything"), page.select("tbody th").eachText());
        assertEquals(List.of("View users, unlock users",
                "Everything an administrator can do, use agent desktop, use wallboard"),
                page.select("td[data-label=Allows]").eachText());
        assertEquals(List.of("1", "1"), page.select("td.number").eachText());
        assertEquals("/console/users?role=Desk", page.select("td.number a").first().attr("href"));
    }

    @Test
    void formHasTheRoleAsItIs() {
        Document page = page("/edit?name=Desk");
        assertEquals(List.of("View users", "Unlock users"),
                page.select("input[name=privilege][checked]").eachAttr("value"));
        assertEquals(14, page.select("input[name=privilege]").size());
        assertTrue(page.select("input[name=assignToNewUsers][checked]").isEmpty());
    }

    @Test
    void rolesAreCreatedChangedRenamedAndDeleted() {
        save(admin(), "name", "Night desk", "privilege", "View users", "assignToNewUsers", "on").then().statusCode(303)
                .header("Location", "/console/roles?at=Night+desk");
        assertThat(page("").select("tr:contains(Night desk)").text(), containsString("View users get it 0"));
        save(admin(), "was", "Night desk", "etag", etag("Night desk"), "name", "Late desk").then().statusCode(303);
        assertThat(page("").select("tr:contains(Late desk)").text(), containsString("Nothing here don’t get it 0"));
        assertEquals("Delete Late desk?", page("/delete?name=Late+desk").select("main h1").text());
        ConsoleClient.form(admin(), "name", "Late desk").post("/roles/delete").then().statusCode(303);
        assertEquals(List.of("Desk", "Everything"), page("").select("tbody th").eachText());
    }

    @Test
    void aNameThatIsTakenIsAConflict() {
        assertThat(ConsoleClient.page(save(admin(), "name", "Desk"), 409).text(),
                containsString("There is a role of that name already."));
        assertEquals("View users, unlock users", page("").select("td[data-label=Allows]").first().text());
    }

    @Test
    void changedMeanwhileShowsTheFormAgainAsItWasSent() {
        String old = etag("Desk");
        role("Desk", "View audit");
        Document again =
                ConsoleClient.page(save(admin(), "was", "Desk", "etag", old, "name", "Desk", "privilege", "View users"),
                        412);
        assertEquals("Changed meanwhile by admin", again.select(".problem h2").text());
        assertThat(again.select(".problem p").text(), startsWith("The role was changed just now, after you had opened it."));
        assertEquals(List.of("View users yes no", "View audit no yes"), again.select("tbody tr").eachText());
        assertEquals(List.of("View users"), again.select("input[name=privilege][checked]").eachAttr("value"));
        save(admin(), "was", "Desk", "etag", again.select("input[name=etag]").val(), "name", "Desk", "privilege", "View users")
                .then().statusCode(303);
    }

    @Test
    void newNamesAndNewUsersAreAmongTheDifferences() {
        String old = etag("Desk");
        role("Desk", "View audit");
        Document again = ConsoleClient.page(
                save(admin(), "was", "Desk", "etag", old, "name", "Night", "privilege", "View audit", "assignToNewUsers", "on"),
                412);
        assertEquals(List.of("Name Night Desk", "Given to new users yes no"), again.select("tbody tr").eachText());
    }

    @Test
    void whoChangedItIsSaidOnlyToThoseWhoSeeTheAudit() {
        role("Roles", "Manage roles", "View users");
        RequestSpecification manager = as(tenant.created("Roles"));
        String old = etag("Desk");
        role("Desk", "View users", "Manage roles");
        Document again =
                ConsoleClient.page(save(manager, "was", "Desk", "etag", old, "name", "Desk", "privilege", "View users"),
                        412);
        assertEquals("Changed meanwhile", again.select(".problem h2").text());
        assertThat(again.select(".problem p").text(), startsWith("Somebody changed the role after you had opened it."));
        assertEquals(List.of("Manage roles no yes"), again.select("tbody tr").eachText());
    }

    @Test
    void whoWantsWhatSomebodyElseMadeHasNothingToChoose() {
        String old = etag("Desk");
        role("Desk", "View audit");
        save(admin(), "was", "Desk", "etag", old, "name", "Desk", "privilege", "View audit").then().statusCode(303)
                .header("Location", "/console/roles?at=Desk");
    }

    @Test
    void usersInTheWayAreCounted() {
        tenant.created("Desk");
        assertThat(page("/delete?name=Desk").select("main").text(), containsString("1 user has this role"));
        assertThat(ConsoleClient.page(ConsoleClient.form(admin(), "name", "Desk").post("/roles/delete"), 409).text(),
                containsString("Role is in use by 1 user."));
    }

    @Test
    void writesNeedThePasswordOfTheLastMinutes() {
        RequestSpecification idle = ConsoleClient.with(ConsoleClient.session(tenant.name(), "admin", 16));
        assertThat(ConsoleClient.page(save(idle, "name", "New"), 401).text(), containsString("Is it still you?"));
        RequestSpecification again = ConsoleClient.with(ConsoleClient.session(tenant.name(), "admin", 16));
        ConsoleClient.page(ConsoleClient.form(again, "name", "Desk").post("/roles/delete"), 401);
        assertEquals(List.of("Desk", "Everything"), page("").select("tbody th").eachText());
    }

    @Test
    void nobodyGivesMoreThanTheyHave() {
        role("Roles", "Manage roles");
        String manager = tenant.created("Roles");
        ConsoleClient.page(save(as(manager), "name", "Mine", "privilege", "View audit"), 403);
        ConsoleClient.page(ConsoleClient.form(as(manager), "name", "Desk").post("/roles/delete"), 403);
        save(as(manager), "name", "Mine", "privilege", "Manage roles").then().statusCode(303);
    }

    @Test
    void whoSeesUsersSeesTheRolesAndChangesNone() {
        String viewer = tenant.created("Desk");
        Document page = ConsoleClient.page(as(viewer).get("/roles"), 200);
        assertEquals(List.of("0", "0"), page.select("td.number").eachText());
        assertTrue(page.select("main [role=button]").isEmpty());
        ConsoleClient.page(as(viewer).get("/roles/edit?name=Desk"), 403);
        ConsoleClient.page(save(as(viewer), "name", "Mine"), 403);
        ConsoleClient.page(ConsoleClient.form(as(viewer), "name", "Desk").post("/roles/delete"), 403);
        tenant.superviseStaff(viewer);
        assertEquals(List.of("1", "1"), ConsoleClient.page(as(viewer).get("/roles"), 200).select("td.number").eachText());
    }

    @Test
    void anotherTenantsRolesAreUnknown() {
        RequestSpecification stranger = ConsoleClient.as(SmallTenant.create().name(), "admin");
        ConsoleClient.page(stranger.get("/roles/edit?name=Desk"), 404);
        stranger = ConsoleClient.as(SmallTenant.create().name(), "admin");
        ConsoleClient.page(ConsoleClient.form(stranger, "name", "Desk").post("/roles/delete"), 404);
    }

    @Test
    void wrongAndLongValuesAreRefused() {
        String text = "x".repeat(200_000);
        ConsoleClient.page(save(admin(), "name", ""), 400);
        ConsoleClient.page(save(admin(), "name", text), 400);
        ConsoleClient.page(save(admin(), "name", "New", "privilege", text), 400);
        ConsoleClient.page(save(admin(), "was", text, "etag", "\"1\"", "name", "New"), 400);
        ConsoleClient.page(save(admin(), "was", "Desk", "etag", text, "name", "Desk"), 412);
        ConsoleClient.page(ConsoleClient.form(admin(), "name", text).post("/roles/delete"), 400);
        assertEquals(List.of("Desk", "Everything"), page("").select("tbody th").eachText());
    }

    @Test
    void markupInANameIsText() {
        save(admin(), "name", "<img src=x>").then().statusCode(303);
        Document again = ConsoleClient.page(
                save(admin(), "was", "<img src=x>", "etag", "\"1\"", "name", "<img src=x>y"), 412);
        assertEquals("Name <img src=x>y <img src=x>", again.select("tbody tr").text());
        assertTrue(again.select("main img").isEmpty());
        Document page = page("");
        assertThat(page.select("tbody th").eachText(), hasItem("<img src=x>"));
        assertTrue(page.select("main img").isEmpty());
        assertTrue(page("/edit?name=%3Cimg%20src=x%3E").select("main img").isEmpty());
    }

    @Test
    void eightAtOnceMakeOneAndChangeItOnce() {
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<Integer> made = Api.atOnce(8, i -> save(ConsoleClient.with(session), "name", "One"));
        assertEquals(1, Collections.frequency(made, 303), made.toString());
        assertEquals(7, Collections.frequency(made, 409), made.toString());
        String etag = etag("One");
        String[] privileges = Arrays.stream(Privilege.values()).map(Privilege::label).toArray(String[]::new);
        List<Integer> changed = Api.atOnce(8, i -> save(ConsoleClient.with(session), "was", "One", "etag", etag, "name", "One",
                "privilege", privileges[i]));
        assertEquals(1, Collections.frequency(changed, 303), changed.toString());
        assertEquals(7, Collections.frequency(changed, 412), changed.toString());
        List<Integer> deleted =
                Api.atOnce(8, i -> ConsoleClient.form(ConsoleClient.with(session), "name", "One").post("/roles/delete"));
        assertEquals(1, Collections.frequency(deleted, 303), deleted.toString());
    }

    private Document page(String path) {
        return ConsoleClient.page(admin().get("/roles" + path), 200);
    }

    private String etag(String role) {
        return page("/edit?name=" + Api.path(role)).select("input[name=etag]").val();
    }

    private static Response save(RequestSpecification caller, String... fields) {
        return ConsoleClient.form(caller, fields).post("/roles/edit");
    }

    private RequestSpecification admin() {
        return as("admin");
    }

    private RequestSpecification as(String loginId) {
        return ConsoleClient.as(tenant.name(), loginId);
    }

    private void role(String name, String... privileges) {
        tenant.adminSends(Map.of("privileges", List.of(privileges))).put("/role/" + name).then().statusCode(200);
    }
}
