package org.callroster.console.locks;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LocksPageTest {

    private static final String FAR = "198.51.100.7";
    private static final String NEAR = "192.0.2.24";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void passwordsAndSecretsAreListedApart() {
        String frank = Locks.locked(tenant, NEAR);
        Locks.lock(tenant, frank, "SECRET", FAR);
        Document page = locks("");
        assertEquals(List.of(frank, frank), page.select("tbody th").eachText());
        assertEquals(List.of("Password", "API secrets"), page.select(".state").eachText());
        assertEquals(List.of("6", "6"), page.select("td.number").eachText());
        assertThat(page.select("main").text(), containsString("1 password locked, and the API secrets of 1 user."));
    }

    @Test
    void nobodyLockedIsSaid() {
        assertThat(locks("").select(".empty").text(), containsString("Nobody is locked."));
        assertThat(locks("?user=nobody").select(".empty").text(), containsString("No lock matches."));
    }

    @Test
    void addressHoldsTheFilters() {
        String frank = Locks.locked(tenant, NEAR);
        String ann = Locks.locked(tenant, FAR);
        Locks.lock(tenant, ann, "SECRET", NEAR);
        assertEquals(List.of(frank), users("?user=" + frank));
        assertEquals(List.of(ann), users("?credential=secret"));
        assertEquals(List.of(ann), users("?ipAddress=" + FAR));
        assertEquals(3, users("?user=&credential=&ipAddress=&team=Staff").size());
        assertEquals(FAR, locks("?ipAddress=" + FAR).select("input[name=ipAddress]").val());
    }

    @Test
    void wrongFiltersAreRefused() {
        ConsoleClient.page(admin().get("/locks?credential=nonsense"), 400);
        ConsoleClient.page(admin().get("/locks?cursor=nonsense"), 400);
        ConsoleClient.page(admin().get("/locks?user=" + "x".repeat(3000)), 400);
    }

    @Test
    void anAddressThatMadeMoreThanThreeStandsOnTop() {
        IntStream.range(0, 4).forEach(i -> Locks.locked(tenant, FAR));
        IntStream.range(0, 3).forEach(i -> Locks.locked(tenant, NEAR));
        Document page = locks("");
        assertThat(page.select(".attack").text(), startsWith(FAR + " made 4 of these locks."));
        assertEquals("/console/locks?ipAddress=" + FAR, page.select(".attack a").attr("href"));
        assertEquals(1, page.select(".attack").size());
    }

    @Test
    void pagesFollowEachOther() {
        IntStream.range(0, 51).forEach(i -> Locks.locked(tenant, NEAR));
        Document first = locks("?credential=password");
        assertEquals(50, first.select("tbody tr").size());
        String next = first.select("a[rel=next]").attr("href");
        Document second = ConsoleClient.page(admin().get(next.substring("/console".length())), 200);
        assertEquals(1, second.select("tbody tr").size());
        assertTrue(second.select("a[rel=next]").isEmpty());
    }

    @Test
    void unlockAnswersTheRow() {
        String frank = Locks.locked(tenant, NEAR);
        Document row = ConsoleClient.rows(unlock(ConsoleClient.partial(admin()), frank));
        assertThat(row.select("tr[data-focus]").text(), startsWith(frank + " Unlocked by you"));
        assertEquals(frank + " unlocked by you.", row.select(".done").text());
        assertEquals(List.of(), users(""));
        assertEquals("console", TestDatabase.value("select a.via from audit a join tenant t on t.id = a.tenant_id"
                + " where t.name = ? and a.action = 'lock cleared' and a.subject = ?", tenant.name(), frank));
    }

    @Test
    void unlockWithoutAScriptShowsTheListAgain() {
        String frank = Locks.locked(tenant, NEAR);
        unlock(admin().header("Referer", "http://localhost/console/locks?ipAddress=" + NEAR), frank).then().statusCode(303)
                .header("Location", "/console/locks?ipAddress=" + NEAR);
    }

    @Test
    void selectedAreUnlocked() {
        String frank = Locks.locked(tenant, NEAR);
        String ann = Locks.locked(tenant, NEAR);
        String bob = Locks.locked(tenant, NEAR);
        ConsoleClient
                .form(admin().header("Referer", "http://localhost/console/locks?ipAddress=" + NEAR), "login", frank, "login",
                        ann)
                .post("/locks/selected").then().statusCode(303).header("Location", "/console/locks?ipAddress=" + NEAR);
        assertEquals(List.of(bob), users(""));
    }

    @Test
    void theRowsOfThoseSelectedAreAnsweredInPlace() {
        String frank = Locks.locked(tenant, NEAR);
        String ann = Locks.locked(tenant, NEAR);
        Document rows =
                ConsoleClient.rows(ConsoleClient.form(ConsoleClient.partial(admin()), "login", frank, "login", ann, "login",
                        frank).post("/locks/selected"));
        assertEquals(List.of(frank, ann), rows.select("tr[hx-swap-oob] th").eachText());
        assertEquals(List.of(frank), rows.select("tr[data-focus] th").eachText());
        assertEquals("2 users unlocked by you.", rows.select(".done").text());
        assertEquals(List.of(), users(""));
    }

    @Test
    void aSelectionOfNobodyOrOfTooManyIsRefused() {
        assertThat(ConsoleClient.page(ConsoleClient.form(admin(), "a", "b").post("/locks/selected"), 400).text(),
                containsString("Select at least one user first."));
        String[] many = IntStream.range(0, 51).boxed().flatMap(i -> Stream.of("login", "u" + i)).toArray(String[]::new);
        assertThat(ConsoleClient.page(ConsoleClient.form(admin(), many).post("/locks/selected"), 400).text(),
                containsString("Select at most 50 users at a time."));
    }

    @Test
    void allThatMatchAreUnlockedByABulk() {
        String frank = Locks.locked(tenant, NEAR);
        IntStream.range(0, 3).forEach(i -> Locks.locked(tenant, FAR));
        Document confirm = ConsoleClient.page(admin().get("/locks/all?ipAddress=" + FAR), 200);
        assertEquals("Unlock 3 users?", confirm.select("h1").last().text());
        assertEquals(FAR, confirm.select("input[name=ipAddress]").val());
        ConsoleClient.form(admin(), "ipAddress", FAR).post("/locks/all").then().statusCode(303).header("Location",
                startsWith("/console/jobs/"));
        Eventually.holds(Duration.ofSeconds(20), () -> users("").equals(List.of(frank)));
    }

    @Test
    void nobodyLeftToUnlockIsAConflict() {
        assertEquals("Unlock 0 users?", ConsoleClient.page(admin().get("/locks/all"), 200).select("h1").last().text());
        assertThat(ConsoleClient.page(ConsoleClient.form(admin(), "a", "b").post("/locks/all"), 409).text(),
                containsString("None of these users is locked now."));
    }

    @Test
    void whoMayNotUnlockSeesTheListAlone() {
        String frank = Locks.locked(tenant, NEAR);
        role("Viewer", "View users", "Manage all teams");
        String viewer = tenant.created("Viewer");
        Document page = ConsoleClient.page(as(viewer).get("/locks"), 200);
        assertEquals(List.of(frank), page.select("tbody th").eachText());
        assertTrue(page.select("main button[data-key=u], #selection, input[type=checkbox][name=login]").isEmpty());
        ConsoleClient.page(unlock(as(viewer), frank), 403);
        ConsoleClient.page(ConsoleClient.form(as(viewer), "login", frank).post("/locks/selected"), 403);
        ConsoleClient.page(as(viewer).get("/locks/all"), 403);
        ConsoleClient.page(ConsoleClient.form(as(viewer), "user", frank).post("/locks/all"), 403);
        assertEquals(List.of(frank), users(""));
    }

    @Test
    void whoMayNotSeeUsersSeesNoLocks() {
        role("Unlocker", "Unlock users", "Manage all teams");
        String unlocker = tenant.created("Unlocker");
        String frank = Locks.locked(tenant, NEAR);
        ConsoleClient.page(as(unlocker).get("/locks"), 403);
        ConsoleClient.page(as(unlocker).get("/locks/all"), 403);
        ConsoleClient.page(ConsoleClient.form(as(unlocker), "user", frank).post("/locks/all"), 403);
        unlock(ConsoleClient.partial(as(unlocker)), frank).then().statusCode(200);
    }

    @Test
    void aSupervisorSeesAndUnlocksTheirTeamsAlone() {
        String mine = Locks.locked(tenant, NEAR);
        tenant.admin().put("/team/Other").then().statusCode(200);
        String other = Locks.locked(tenant, NEAR);
        tenant.adminSends(Map.of("team", "Other")).put("/user/" + other).then().statusCode(200);
        role("Desk", "View users", "Unlock users");
        String supervisor = tenant.created("Desk");
        tenant.superviseStaff(supervisor);
        assertEquals(List.of(mine), ConsoleClient.page(as(supervisor).get("/locks"), 200).select("tbody th").eachText());
        assertEquals("Unlock 1 user?", ConsoleClient.page(as(supervisor).get("/locks/all"), 200).select("h1").last().text());
        ConsoleClient.page(unlock(as(supervisor), other), 403);
        ConsoleClient.page(ConsoleClient.form(as(supervisor), "login", other).post("/locks/selected"), 403);
        assertEquals(2, users("").size());
    }

    @Test
    void anotherTenantsUsersAreUnknown() {
        String frank = Locks.locked(tenant, NEAR);
        RequestSpecification stranger = ConsoleClient.as(SmallTenant.create().name(), "admin");
        ConsoleClient.page(unlock(stranger, frank), 404);
        assertEquals(List.of(frank), users(""));
    }

    @Test
    void markupInALoginIsText() {
        Map<String, Object> evil = tenant.somebody();
        evil.put("loginId", "<img src=x>");
        tenant.adminSends(evil).post("/user").then().statusCode(200);
        Locks.lock(tenant, "<img src=x>", "PASSWORD", "<b>");
        Document page = locks("");
        assertEquals(List.of("<img src=x>"), page.select("tbody th").eachText());
        assertTrue(page.select("main img, main b").isEmpty());
        Document row = ConsoleClient.rows(unlock(ConsoleClient.partial(admin()), "<img src=x>"));
        assertTrue(row.select("img").isEmpty());
    }

    @Test
    void eightUnlockTheSameUserAtOnce() {
        String frank = Locks.locked(tenant, NEAR);
        String session = ConsoleClient.session(tenant.name(), "admin");
        assertEquals(Collections.nCopies(8, 200),
                Api.atOnce(8, i -> unlock(ConsoleClient.partial(ConsoleClient.with(session)), frank)));
        assertEquals("1", TestDatabase.value("select cast(count(*) as text) from audit a join tenant t on t.id = a.tenant_id"
                + " where t.name = ? and a.action = 'lock cleared'", tenant.name()));
    }

    @Test
    void eightUnlockTheSameSelectionAtOnce() {
        String frank = Locks.locked(tenant, NEAR);
        String ann = Locks.locked(tenant, NEAR);
        String session = ConsoleClient.session(tenant.name(), "admin");
        assertEquals(Collections.nCopies(8, 303),
                Api.atOnce(8, i -> ConsoleClient.form(ConsoleClient.with(session), i % 2 == 0 ? new String[] { "login", frank,
                        "login", ann } : new String[] { "login", ann, "login", frank }).post("/locks/selected")));
        assertEquals(List.of(), users(""));
    }

    @Test
    void eightUnlockAllAtOnce() {
        IntStream.range(0, 3).forEach(i -> Locks.locked(tenant, NEAR));
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<Integer> answers = Api.atOnce(8, i -> ConsoleClient.form(ConsoleClient.with(session), "team", "Staff")
                .post("/locks/all"));
        assertThat(answers, hasItem(303));
        assertTrue(List.of(303, 409, 503).containsAll(answers), answers.toString());
        Eventually.holds(Duration.ofSeconds(20), () -> users("").isEmpty());
    }

    @Test
    void longValuesAreRefused() {
        String text = "x".repeat(200_000);
        ConsoleClient.page(ConsoleClient.form(admin(), "login", text).post("/locks/selected"), 400);
        ConsoleClient.page(ConsoleClient.form(admin(), "user", text).post("/locks/all"), 400);
        assertNull(TestDatabase
                .column("select cast(j.id as text) from bulk_job j join tenant t on t.id = j.tenant_id where t.name = ?",
                        tenant.name())
                .stream().findFirst().orElse(null));
    }

    private Document locks(String query) {
        return ConsoleClient.page(admin().get("/locks" + query), 200);
    }

    private List<String> users(String query) {
        return locks(query).select("tbody th").eachText();
    }

    private static Response unlock(RequestSpecification caller, String loginId) {
        return ConsoleClient.form(caller, "a", "b").post("/locks/" + Api.path(loginId) + "/unlock");
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
