package org.callroster.console.users;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

@QuarkusTest
@QuarkusTestResource(org.callroster.TestDatabase.class)
class TodayPageTest {

    private static final String EVIL = "<img src=x onerror=alert(1)>";

    private final SmallTenant tenant = SmallTenant.create();
    private String frank;

    @BeforeEach
    void somebodyDisabled() {
        frank = tenant.created();
        tenant.adminSends(Map.of("disabled", true)).put("/user/" + frank).then().statusCode(200);
    }

    @Test
    void pageHasASearchTheCountsAndTheLastChangesInWords() {
        Document page = today("admin");
        assertEquals("/console/users", page.select("form[role=search]").attr("action"));
        assertEquals("q", page.select("form[role=search] input").attr("name"));
        assertEquals(List.of("/console/users?access=locked", "/console/users?access=disabled", "/console/users?access=other"),
                page.select(".counts a").eachAttr("href"));
        assertThat(page.select(".recent li").eachText(),
                contains(containsString("admin disabled user " + frank + " · just now"),
                        containsString("admin created user " + frank)));
        assertThat(page.select(".recent li").first().select("a").eachAttr("href"),
                contains("/console/users/admin", "/console/users/" + frank));
    }

    @Test
    void countsAreThoseOfTheLists() {
        assertEquals("1", count("admin", "disabled"));
        assertEquals("0", count("admin", "locked"));
        assertEquals("1", count("admin", "other"));
        assertEquals("2", count("admin", "cannot"));
    }

    @Test
    void aSupervisorCountsTheirTeamsAlone() {
        role("Viewer", "View users");
        String supervisor = tenant.created("Viewer");
        assertEquals("0", count(supervisor, "disabled"));
        tenant.superviseStaff(supervisor);
        assertEquals("1", count(supervisor, "disabled"));
    }

    @Test
    void whoMaySeeNothingGetsAPageWithoutAnything() {
        role("Agent", "Use agent desktop");
        String agent = tenant.created("Agent");
        Document page = today(agent);
        assertEquals(List.of(), page.select(".counts, .recent, form[role=search]").eachText());
        assertThat(page.select("main").text(), containsString("Your roles don’t let you see users."));
        assertThat(ConsoleClient.page(as(agent).get("/counts/locked"), 403).text(), containsString("You may not do this"));
    }

    @Test
    void changesAreShownWithoutLinksToWhoMayNotSeeUsers() {
        role("Reviewer", "View audit");
        Document page = today(tenant.created("Reviewer"));
        assertThat(page.select(".recent").text(), containsString("disabled user " + frank));
        assertEquals(List.of(), page.select(".recent a").eachText());
    }

    @Test
    void anotherTenantsChangesAreNotShown() {
        String other = SmallTenant.create().name();
        Document page = ConsoleClient.page(ConsoleClient.as(other, "admin").get(), 200);
        assertThat(page.select("main").text(), containsString("Nothing was changed lately."));
        assertEquals("0", ConsoleClient.as(other, "admin").get("/counts/disabled").then().statusCode(200).extract().asString()
                .strip());
    }

    @Test
    void loginsAreNotAmongTheChanges() {
        for (int i = 0; i < 12; i++) {
            Api.requestToken(tenant.name(), frank, "wrong");
        }
        assertThat(today("admin").select(".recent li").eachText(), not(contains(containsString("log"))));
        assertEquals(2, today("admin").select(".recent li").size());
    }

    @Test
    void aBulkIsOneChange() {
        String lines = "{\"loginId\":\"b1\",\"firstName\":\"B\",\"lastName\":\"One\",\"team\":\"Staff\"}\n"
                + "{\"loginId\":\"b2\",\"firstName\":\"B\",\"lastName\":\"Two\",\"team\":\"Staff\"}";
        tenant.admin().header("Prefer", "wait").contentType("application/x-ndjson").accept("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/bulk/user?mode=upsert").then().statusCode(200);
        Element bulk = today("admin").select(".recent li").first();
        assertThat(bulk.text(), matchesPattern("admin created 2 users by import · \\d+ \\w+ \\d{4}, \\d\\d:\\d\\d UTC.*"));
        String address = bulk.select("a[href*=job]").attr("href").replace("/console", "");
        assertEquals(2, ConsoleClient.page(as("admin").get(address), 200).select("tbody tr").size());
    }

    @Test
    void markupInNamesIsText() {
        tenant.admin().put("/team/" + Api.path(EVIL)).then().statusCode(200);
        Document page = today("admin");
        assertThat(page.select(".recent").text(), containsString("created team " + EVIL));
        assertEquals(List.of(), page.select("main img").eachAttr("src"));
    }

    @Test
    void unknownAndLongStatesAreRefused() {
        assertThat(ConsoleClient.page(as("admin").get("/counts/nonsense"), 400).text(), containsString("must be one of"));
        ConsoleClient.page(as("admin").get("/counts/" + "x".repeat(3000)), 400);
    }

    @Test
    void eightAtOnceSeeTheSame() {
        String session = ConsoleClient.session(tenant.name(), "admin");
        assertThat(Api.atOnce(8, i -> ConsoleClient.with(session).get()), everyItem(is(200)));
        assertEquals(Collections.nCopies(8, 200), Api.atOnce(8, i -> ConsoleClient.with(session).get("/counts/locked")));
    }

    @Test
    void unknownPathsAreAPageThatSaysSo() {
        for (String path : List.of("/nothing", "/locks/a/b/c", "/lib/nothing.js")) {
            assertThat(ConsoleClient.page(as("admin").get(path), 404).text(), containsString("This does not exist"));
            assertThat(ConsoleClient.page(ConsoleClient.form(as("admin"), "a", "b").post(path), 404).text(),
                    containsString("This does not exist"));
        }
    }

    @Test
    void whoIsNotLoggedInIsSentToTheLogin() {
        ConsoleClient.anonymous().get().then().statusCode(303);
    }

    private Document today(String loginId) {
        return ConsoleClient.page(as(loginId).get(), 200);
    }

    private String count(String loginId, String access) {
        return as(loginId).get("/counts/" + access).then().statusCode(200).extract().asString().strip();
    }

    private RequestSpecification as(String loginId) {
        return ConsoleClient.as(tenant.name(), loginId);
    }

    private void role(String name, String privilege) {
        tenant.adminSends(Map.of("privileges", List.of(privilege))).put("/role/" + name).then().statusCode(200);
    }
}
