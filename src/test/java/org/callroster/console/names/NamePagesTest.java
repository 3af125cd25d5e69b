package org.callroster.console.names;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The pages of teams and of skills, which differ in their words. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NamePagesTest {

    private static final String EVIL = "<img src=x>/../?&é new";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void teamsAreListedWithTheNumberOfTheirUsers() {
        tenant.created();
        Document page = page("teams");
        assertEquals(List.of("Staff"), page.select("tbody th").eachText());
        assertEquals("2", page.select("td.number a").text());
        assertEquals("/console/users?team=Staff", page.select("td.number a").attr("href"));
    }

    @ParameterizedTest
    @CsvSource({ "teams", "skills" })
    void namesAreCreatedRenamedAndDeleted(String path) {
        post(admin(), path + "/new", "name", "Night shift").then().statusCode(303)
                .header("Location", "/console/" + path + "?at=Night+shift");
        assertThat(names(path), hasItem("Night shift"));
        assertTrue(page(path + "?at=Night+shift").select("tr[autofocus]").text().startsWith("Night shift"));
        post(admin(), path + "/edit", "was", "Night shift", "name", "Late shift").then().statusCode(303);
        assertThat(names(path), hasItem("Late shift"));
        assertEquals("Delete Late shift?", page(path + "/delete?name=Late+shift").select("main h1").text());
        post(admin(), path + "/delete", "name", "Late shift").then().statusCode(303);
        assertTrue(!names(path).contains("Late shift"));
    }

    @ParameterizedTest
    @CsvSource({ "teams", "skills" })
    void aNameThatIsTakenIsAConflict(String path) {
        post(admin(), path + "/new", "name", "One");
        assertThat(ConsoleClient.page(post(admin(), path + "/new", "name", "One"), 409).text(),
                containsString("of that name already."));
        post(admin(), path + "/new", "name", "Two");
        ConsoleClient.page(post(admin(), path + "/edit", "was", "Two", "name", "One"), 409);
    }

    @ParameterizedTest
    @CsvSource({ "teams", "skills" })
    void whatIsNotThereIsNotFound(String path) {
        ConsoleClient.page(admin().get("/" + path + "/edit?name=Nothing"), 404);
        ConsoleClient.page(admin().get("/" + path + "/delete?name=Nothing"), 404);
        ConsoleClient.page(post(admin(), path + "/edit", "was", "Nothing", "name", "Something"), 404);
        ConsoleClient.page(post(admin(), path + "/edit", "was", "Nothing", "name", "Nothing"), 412);
        ConsoleClient.page(post(admin(), path + "/delete", "name", "Nothing"), 404);
        assertTrue(!names(path).contains("Nothing"));
    }

    @Test
    void usersInTheWayAreCounted() {
        assertThat(page("teams/delete?name=Staff").select("main").text(), containsString("1 user is in the way"));
        assertThat(ConsoleClient.page(post(admin(), "teams/delete", "name", "Staff"), 409).text(),
                containsString("Team is in use by 1 user."));
    }

    @Test
    void deleteNeedsThePasswordOfTheLastMinutes() {
        post(admin(), "teams/new", "name", "Gone");
        RequestSpecification idle = ConsoleClient.with(ConsoleClient.session(tenant.name(), "admin", 16));
        assertThat(ConsoleClient.page(post(idle, "teams/delete", "name", "Gone"), 401).text(),
                containsString("Is it still you?"));
        assertThat(names("teams"), hasItem("Gone"));
    }

    @ParameterizedTest
    @CsvSource({ "teams", "skills" })
    void emptyAndLongNamesAreRefused(String path) {
        String text = "x".repeat(200_000);
        for (String name : List.of("", text)) {
            ConsoleClient.page(post(admin(), path + "/new", "name", name), 400);
            ConsoleClient.page(post(admin(), path + "/edit", "was", "Staff", "name", name), 400);
        }
        ConsoleClient.page(post(admin(), path + "/edit", "was", text, "name", "A"), 400);
        ConsoleClient.page(post(admin(), path + "/delete", "name", text), 400);
        ConsoleClient.page(admin().get("/" + path + "?q=" + "x".repeat(3000)), 400);
    }

    @ParameterizedTest
    @CsvSource({ "teams", "skills" })
    void anyNameIsPossibleAndIsText(String path) {
        post(admin(), path + "/new", "name", EVIL).then().statusCode(303);
        Document page = page(path);
        assertThat(page.select("tbody th").eachText(), hasItem(EVIL));
        assertTrue(page.select("main img").isEmpty());
        String edit = page.select("tr:contains(img) a[data-key=e]").attr("href").substring("/console".length());
        assertEquals(EVIL, ConsoleClient.page(admin().get(edit), 200).select("input[name=was]").val());
        post(admin(), path + "/delete", "name", EVIL).then().statusCode(303);
    }

    @Test
    void manyNamesComeInPagesAndAreSearched() {
        TestDatabase.execute("insert into team select t.id, gen_random_uuid(), 'T' || to_char(n, 'FM000')"
                + " from tenant t, generate_series(1, 150) n where t.name = ?", tenant.name());
        Document first = page("teams");
        assertEquals(100, first.select("tbody tr").size());
        Document second = ConsoleClient.page(admin().get(first.select("a[rel=next]").attr("href").substring(8)), 200);
        assertEquals(51, second.select("tbody tr").size());
        assertEquals(List.of("T149"), page("teams?q=t149").select("tbody th").eachText());
        assertTrue(page("teams?at=T140").select("tr[autofocus]").text().startsWith("T140"));
        assertThat(page("teams?q=nowhere").select(".empty").text(), containsString("No team has “nowhere” in its name."));
    }

    @Test
    void whoSeesUsersSeesTheNamesAndChangesNone() {
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Viewer").then().statusCode(200);
        String viewer = tenant.created("Viewer");
        Document page = ConsoleClient.page(as(viewer).get("/teams"), 200);
        assertEquals("0", page.select("td.number").text());
        assertTrue(page.select("main [role=button]").isEmpty());
        for (String path : List.of("teams", "skills")) {
            ConsoleClient.page(as(viewer).get("/" + path + "/new"), 403);
            ConsoleClient.page(post(as(viewer), path + "/new", "name", "Mine"), 403);
            ConsoleClient.page(post(as(viewer), path + "/edit", "was", "Staff", "name", "Mine"), 403);
            ConsoleClient.page(post(as(viewer), path + "/delete", "name", "Staff"), 403);
        }
        tenant.superviseStaff(viewer);
        assertEquals("2", ConsoleClient.page(as(viewer).get("/teams"), 200).select("td.number").text());
    }

    @Test
    void whoMayNothingSeesNoNames() {
        tenant.adminSends(Map.of("privileges", List.of("Use agent desktop"))).put("/role/Agent").then().statusCode(200);
        String agent = tenant.created("Agent");
        ConsoleClient.page(as(agent).get("/teams"), 403);
        ConsoleClient.page(as(agent).get("/skills"), 403);
    }

    @Test
    void anotherTenantsNamesAreUnknown() {
        String stranger = SmallTenant.create().name();
        post(admin(), "teams/new", "name", "Ours");
        assertEquals(List.of("Staff"),
                ConsoleClient.page(ConsoleClient.as(stranger, "admin").get("/teams"), 200).select("tbody th").eachText());
        ConsoleClient.page(ConsoleClient.as(stranger, "admin").get("/teams/edit?name=Ours"), 404);
        ConsoleClient.page(post(ConsoleClient.as(stranger, "admin"), "teams/delete", "name", "Ours"), 404);
    }

    @ParameterizedTest
    @CsvSource({ "teams", "skills" })
    void eightAtOnceMakeOneAndDeleteItOnce(String path) {
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<Integer> made = Api.atOnce(8, i -> post(ConsoleClient.with(session), path + "/new", "name", "One"));
        assertEquals(1, Collections.frequency(made, 303), made.toString());
        assertEquals(7, Collections.frequency(made, 409), made.toString());
        List<Integer> renamed = Api.atOnce(8,
                i -> post(ConsoleClient.with(session), path + "/edit", "was", "One", "name", "N" + i));
        assertEquals(1, Collections.frequency(renamed, 303), renamed.toString());
        String now = IntStream.range(0, 8).mapToObj(i -> "N" + i).filter(names(path)::contains).findFirst().orElseThrow();
        List<Integer> deleted = Api.atOnce(8, i -> post(ConsoleClient.with(session), path + "/delete", "name", now));
        assertEquals(1, Collections.frequency(deleted, 303), deleted.toString());
        assertEquals(7, Collections.frequency(deleted, 404), deleted.toString());
    }

    private Document page(String path) {
        return ConsoleClient.page(admin().get("/" + path), 200);
    }

    private List<String> names(String path) {
        return page(path).select("tbody th").eachText();
    }

    private static Response post(RequestSpecification caller, String path, String... fields) {
        return ConsoleClient.form(caller, fields).post("/" + path);
    }

    private RequestSpecification admin() {
        return as("admin");
    }

    private RequestSpecification as(String loginId) {
        return ConsoleClient.as(tenant.name(), loginId);
    }
}
