package org.callroster.console.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.callroster.console.ConsoleClient.page;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Console section 1, the audit; flow 7. */
@QuarkusTest
class AuditPageTest {

    private static final String MARKUP = "<img src=x onerror=alert(1)>";
    private static final UUID JOB = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    private static final String EVENT = """
            insert into audit (tenant_id, id, at, actor, actor_key, action, subject, subject_key, via, address, request, reason, job)
            select id, gen_random_uuid(), cast(? as timestamptz), ?, ?, ?, ?, ?, ?, '192.0.2.7', ?, ?, ?
            from tenant where name = ?""";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void aChangeIsASentenceWithTheValuesBeforeAndAfter() {
        String login = tenant.created(tenant.somebody());
        String request = tenant.adminSends(Map.of("lastName", "Jones-Smith")).put("/user/" + login).then().statusCode(200)
                .extract().header("X-Request-Id");
        Element row = page(audit("user=" + login), 200).select("tbody tr").first();
        assertEquals("admin", row.select("[data-label=Who]").text());
        assertEquals("changed user " + login + " last name Jones →became Jones-Smith", row.select("[data-label=Did]").text());
        assertEquals("/console/users/" + login, row.select("[data-label=Did] a").attr("href"));
        assertEquals("127.0.0.1 by the API", row.select("[data-label=From]").text());
        assertEquals(request, row.select("#" + row.select("[data-copy]").attr("data-copy")).text());
    }

    @Test
    void whatIsDoneInTheConsoleSaysSo() {
        String login = tenant.created(tenant.somebody());
        ConsoleClient.form(as("admin"), "x", "y").post("/users/" + login + "/disable").then().statusCode(303);
        Element row = page(audit("via=console"), 200).select("tbody tr").first();
        assertEquals("disabled user " + login + " disabled no →became yes", row.select("[data-label=Did]").text());
        assertEquals("127.0.0.1 in the console", row.select("[data-label=From]").text());
    }

    @ParameterizedTest
    @CsvSource({ "user=Ann,3", "kind=team%20created,1", "via=scim,1", "request=r-7,1", "from=2027-01-31&to=2027-01-31,2",
            "from=2027-01-31,3", "to=2027-01-30,1", "from=2027-01-31T12:00:00Z,2", "user=nobody,0", "user=%20%20,4",
            "unknown=1,4" })
    void filtersAreInTheAddress(String query, int events) {
        event("2027-01-30T23:59:59Z", "ann", "user created", "a", "api", "r-1");
        event("2027-01-31T00:00:00Z", "bob", "user moved", "ann", "scim", "r-2");
        event("2027-01-31T23:59:59Z", "ann", "team created", "c", "api", "r-7");
        event("2027-02-01T00:00:00Z", "carl", "user created", "d", "api", "r-8");
        Document page = page(audit(query), 200);
        assertEquals(events, page.select("tbody tr").size());
        assertEquals(events == 0, page.select(".empty").size() == 1);
    }

    @Test
    void filtersAreNamedAndCanBeDropped() {
        Document page = page(audit("user=ann&via=api&from=2027-01-31"), 200);
        assertTrue(
                page.select("#events").text().contains("Filtered by person ann (drop), way api (drop), from 2027-01-31 (drop)"),
                page.text());
        assertEquals("/console/audit?via=api&from=2027-01-31", page.select("a:contains(drop)").first().attr("href"));
        assertEquals("ann", page.select("[name=user]").val());
        assertEquals("2027-01-31", page.select("[name=from][type=date]").val());
        assertEquals("by the API", page.select("[name=via] [selected]").text());
    }

    @Test
    void theDaysOfTheLinksAreNamedInTheirAddresses() {
        Document page = page(audit("user=ann"), 200);
        assertEquals(List.of("Today", "Yesterday", "Last 7 days"), page.select("#events a[href*=from]").eachText());
        String yesterday = page.select("a:contains(Yesterday)").attr("href");
        assertTrue(yesterday.matches("/console/audit\\?user=ann&from=(\\d{4}-\\d\\d-\\d\\d)&to=\\1"), yesterday);
        Document day = page(as("admin").get(yesterday.replace("/console", "")), 200);
        assertEquals("true", day.select("a:contains(Yesterday)").attr("aria-current"));
    }

    @Test
    void aBulkIsOneEventThatOpensToItsLines() {
        bulkEvent("2027-01-31T09:12:00Z", "one");
        bulkEvent("2027-01-31T09:12:30Z", "two");
        bulkEvent("2027-01-31T09:13:00Z", "three");
        Element row = page(audit("from=2027-01-31"), 200).select("tbody tr").first();
        assertEquals("created 3 users by import", row.select("[data-label=Did]").text());
        assertEquals("31 Jan 2027, 09:12 UTC–09:13 UTC", row.select("th").text());
        String lines = row.select("[data-label=Did] a").attr("href").replace("/console", "");
        assertEquals(List.of("three", "two", "one"),
                page(as("admin").get(lines), 200).select("tbody [data-label=Did] strong").eachText());
    }

    @Test
    void longListsHavePages() {
        for (int i = 0; i < 120; i++) {
            event("2027-01-31T09:00:00Z", "ann", "team created", "team " + i, "api", "r");
        }
        List<String> seen = new ArrayList<>();
        Document page = page(audit("user=ann"), 200);
        while (true) {
            seen.addAll(page.select("tbody [data-label=Did] strong").eachText());
            String next = page.select("[rel=next]").attr("href");
            if (next.isEmpty() || seen.size() > 120) {
                break;
            }
            page = page(as("admin").get(next.replace("/console", "")), 200);
        }
        assertEquals(120, seen.size());
        assertEquals(120, seen.stream().distinct().count());
        assertEquals("/console/audit?user=ann", page.select("a:contains(Newest)").attr("href"));
    }

    @Test
    void markupIsText() {
        TestDatabase.execute(EVENT, "2027-01-31T09:00:00Z", MARKUP, MARKUP, "login failed", MARKUP + "2", MARKUP + "2", "api",
                MARKUP, MARKUP, null, tenant.name());
        Document page = page(audit("user=" + Api.path(MARKUP) + "&request=" + Api.path(MARKUP)), 200);
        assertEquals(MARKUP, page.select("[data-label=Who]").text());
        assertTrue(page.select("[data-label=Did]").text().contains(MARKUP + "2 – " + MARKUP));
        assertEquals(0, page.select("img").size());
        assertEquals(MARKUP, page.select("[name=user]").val());
    }

    @ParameterizedTest
    @CsvSource({ "from=yesterday", "to=2027-02-30", "to=9999-12-31", "job=1", "via=mail", "cursor=x", "user=%00" })
    void invalidFiltersAreRefusedInWords(String query) {
        assertEquals("This can’t be taken as it is", page(audit(query), 400).select(".problem h2").text());
    }

    @Test
    void aHugeFilterIsRefused() {
        audit("user=" + "a".repeat(10_000)).then().statusCode(414);
        audit("user=" + "%CC%81".repeat(500)).then().statusCode(400);
    }

    @Test
    void onlyThoseWithThePrivilegeSeeItAndOnlyTheirOwnContactCentre() {
        tenant.adminSends(Map.of("privileges", List.of("Manage users", "Manage all teams"))).put("/role/Users");
        RequestSpecification other = ConsoleClient.as(tenant.name(), tenant.created("Users"));
        assertEquals("You may not do this", page(other.get("/audit"), 403).select(".problem h2").text());
        other.get("/audit.csv").then().statusCode(403);
        assertEquals(0, page(other.get("/users"), 200).select("nav [href$=/audit]").size());
        ConsoleClient.anonymous().get("/audit").then().statusCode(303).header("Location", startsWith("/console/login"));
        event("2027-01-31T09:00:00Z", "ann", "user created", "a", "api", "r-1");
        SmallTenant rival = SmallTenant.create();
        Document seen = page(ConsoleClient.as(rival.name(), "admin").get("/audit?user=ann"), 200);
        assertEquals("Nothing happened here.", seen.select(".empty strong").text());
        assertEquals(0, page(ConsoleClient.as(rival.name(), "admin").get("/audit?job=" + JOB), 200).select("tbody tr").size());
    }

    @Test
    void theSameEventsAreAFile() {
        event("2027-01-31T09:00:00Z", "ann", "user created", "=1+1", "api", "r-1");
        event("2027-01-31T09:00:01Z", "bob", "user created", "b", "api", "r-2");
        String link = page(audit("user=ann&from=2027-01-31&to=2027-01-31"), 200).select("a:contains(CSV)").attr("href");
        as("admin").get(link.replace("/console", "")).then().statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
                .contentType("text/csv").header("Cache-Control", "no-store")
                .body(startsWith("time,kind,actor"), containsString("ann"), containsString("'=1+1"),
                        not(containsString("bob")));
        as("admin").head("/audit.csv").then().statusCode(200).contentType("text/csv");
    }

    @Test
    void theFileNeedsTheRecentPassword() {
        String session = ConsoleClient.session(tenant.name(), "admin", 20);
        Document question = page(ConsoleClient.with(session).get("/audit.csv?user=ann"), 401);
        assertEquals("Is it still you?", question.select("h1").text());
        assertEquals("/console/audit.csv?user=ann", question.select("[name=next]").val());
        RequestSpecification late = ConsoleClient.with(ConsoleClient.session(tenant.name(), "admin", 20));
        page(ConsoleClient.partial(late).get("/confirm?next=/console/audit.csv"), 401);
        ConsoleClient.partial(as("admin")).get("/confirm?next=" + Api.path("/console/audit.csv?user=ann")).then()
                .statusCode(204)
                .header("HX-Redirect", "/console/audit.csv?user=ann");
        for (String elsewhere : List.of("https://evil.example/", "//evil.example/", "/configapi/v2/audit", "x".repeat(3000))) {
            as("admin").get("/confirm?next=" + Api.path(elsewhere)).then().statusCode(303).header("Location", "/console");
        }
    }

    @Test
    void theFileIsRefusedForInvalidFilters() {
        Response refused = as("admin").get("/audit.csv?from=yesterday");
        assertEquals("This can’t be taken as it is", page(refused, 400).select(".problem h2").text());
        assertFalse(refused.headers().hasHeaderWithName("Content-Disposition"));
    }

    private Response audit(String query) {
        return as("admin").get("/audit?" + query);
    }

    private RequestSpecification as(String login) {
        return ConsoleClient.as(tenant.name(), login);
    }

    private void event(String at, String actor, String kind, String subject, String via, String request) {
        TestDatabase.execute(EVENT, at, actor, actor, kind, subject, subject, via, request, null, null, tenant.name());
    }

    private void bulkEvent(String at, String subject) {
        TestDatabase.execute(EVENT, at, "ann", "ann", "user created", subject, subject, "bulk", null, null, JOB, tenant.name());
    }
}
