package org.callroster.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.Metrics;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

/** {@code POST /configapi/v2/bulk/change}: fleet section 3, By filter. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BulkChangeTest {

    private static final String PASSWORD = "Plenty of rope, 42 m";
    private static final String LOCK = """
            insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, locked_until)
            select u.tenant_id, u.id, 'PASSWORD', 6, now(), now() + interval '1 hour'
            from app_user u join tenant t on t.id = u.tenant_id where t.name = ? and u.login_id = ?""";

    private final SmallTenant tenant = SmallTenant.create();

    @BeforeEach
    void prepare() {
        tenant.admin().put("/team/Sales").then().statusCode(200);
        for (String role : List.of("Agent", "Coach")) {
            tenant.admin().put("/role/" + role).then().statusCode(200);
        }
        for (String skill : List.of("English", "German")) {
            tenant.admin().put("/skill/" + skill).then().statusCode(200);
        }
    }

    @Test
    void allUsersThatTheFilterFindsAreChanged() {
        for (String login : List.of("ann", "bob", "cid")) {
            user(login, "Sales", List.of("Agent"), Map.of("English", 50));
        }
        user("dan", "Sales", List.of("Agent", "Coach"), Map.of());
        user("eve", "Staff", List.of("Agent"), Map.of());
        List<JsonPath> lines = change("""
                {"filter":{"team":["Sales"],"notRole":["Coach"]},
                 "change":{"addRoles":["Coach"],"removeRoles":["Agent"],"addSkills":{"German":40},"removeSkills":["English"]},
                 "expect":3}""");
        assertThat(lines.subList(0, 3).stream().map(line -> line.getString("loginId") + " " + line.getString("outcome"))
                .toList(), is(List.of("ann updated", "bob updated", "cid updated")));
        assertThat(lines.get(3).getInt("updated"), is(3));
        Response ann = tenant.admin().get("/user/ann");
        ann.then().body("roles", is(List.of("Coach"))).body("skills", is(Map.of("German", 40)));
        assertThat(lines.get(0).getString("etag"), is(ann.header("ETag").replaceFirst("\\..*\"", "\"")));
        tenant.admin().get("/user/dan").then().body("roles", containsInAnyOrder("Agent", "Coach"));
        tenant.admin().get("/user/eve").then().body("roles", is(List.of("Agent")));
        String job = lines.get(3).getString("job");
        tenant.admin().get("/audit?job=" + job).then().body("events.size()", is(3)).body("events.via", everyItem(is("bulk")))
                .body("events.find { it.subject == 'ann' }.before.roles", is(List.of("Agent")))
                .body("events.find { it.subject == 'ann' }.after.roles", is(List.of("Coach")));
        tenant.admin().get("/bulk/" + job + "?wait=false").then().body("mode", is("change"));
    }

    @Test
    void withoutWaitingTheAnswerNamesTheJob() {
        user("ann", "Sales", List.of(), Map.of());
        Response started = tenant.adminSends("""
                {"filter":{"loginIds":["ann"]},"change":{"team":"Staff"}}""").post("/bulk/change");
        started.then().statusCode(202).header("Location", "/configapi/v2/bulk/" + started.path("job"));
        assertThat(lines(tenant.admin().get("/bulk/" + started.path("job"))).get(0).getString("outcome"), is("updated"));
        tenant.admin().get("/user/ann").then().body("team", is("Staff"));
    }

    @Test
    void aRehearsalChangesNothing() {
        user("ann", "Sales", List.of(), Map.of());
        lock("ann");
        String before = tenant.admin().get("/user/ann?include=access").asString();
        List<JsonPath> lines = change("""
                {"filter":{"team":["Sales"]},"change":{"disabled":true,"unlock":true},"dryRun":true}""");
        assertThat(lines.get(0).getString("outcome"), is("would_update"));
        assertThat(tenant.admin().get("/user/ann?include=access").asString(), is(before));
    }

    @Test
    void anotherNumberThanExpectedDoesNothing() {
        user("ann", "Sales", List.of(), Map.of());
        tenant.adminSends("""
                {"filter":{"team":["Sales"]},"change":{"disabled":true},"expect":2}""").post("/bulk/change").then()
                .statusCode(409).body("error_description", is("the number of users found is 1, not 2"));
        tenant.adminSends("""
                {"filter":{"loginIds":["ann","nobody"]},"change":{"disabled":true},"expect":2}""").post("/bulk/change").then()
                .statusCode(409).body("error_description", is("the number of users found is 1, not 2"));
        tenant.admin().get("/bulk").then().body("jobs", is(List.of()));
        tenant.admin().get("/user/ann").then().body("disabled", is(false));
        Eventually.holds(Duration.ofSeconds(10), () -> Metrics.sum("callroster_bulk_spooled_bytes") == 0);
    }

    @Test
    void namedUsersAreChangedOnceAndUnknownOnesFail() {
        user("ann", "Sales", List.of(), Map.of());
        List<JsonPath> lines = change("""
                {"filter":{"loginIds":["ANN","nobody","ann"]},"change":{"changePassword":true}}""");
        assertThat(lines.size(), is(3));
        assertThat(lines.get(0).getString("outcome"), is("updated"));
        assertThat(lines.get(1).getString("error"), is("not_found"));
        assertThat(outcomesOf(change("""
                {"filter":{"loginIds":["ann"]},"change":{"changePassword":true}}""")), is(List.of("unchanged")));
    }

    @Test
    void locksAreClearedAndSessionsEnd() {
        tenant.adminSends(Map.of("privileges", List.of("Use agent desktop"))).put("/role/Agent").then().statusCode(200);
        for (String login : List.of("ann", "bob")) {
            user(login, "Sales", List.of("Agent"), Map.of());
            tenant.adminSends(Map.of("password", PASSWORD)).put("/user/" + login).then().statusCode(200);
        }
        lock("ann");
        String session = login("bob");
        assertThat(outcomesOf(change("""
                {"filter":{"team":["Sales"],"lockedOut":true},"change":{"unlock":true}}""")), is(List.of("updated")));
        tenant.admin().get("/user/lock/ann").then().body("lockedOut", is(false));
        assertThat(check(session), is(200));
        assertThat(outcomesOf(change("""
                {"filter":{"team":["Sales"]},"change":{"unlock":true,"endSessions":true}}""")),
                is(List.of("unchanged", "updated")));
        assertThat(check(session), is(401));
        tenant.admin().get("/user/bob").then().body("loginInfo.isLoggedIn", is(false));
        tenant.admin().get("/audit?via=bulk").then().body("events.kind", is(List.of("sessions ended", "lock cleared")))
                .body("events.subject", is(List.of("bob", "ann"))).body("events.subjectUid", not(nullValue()));
    }

    @Test
    void whomTheCallerMayNotChangeFails() {
        user("ann", "Staff", List.of(), Map.of());
        user("eve", "Staff", List.of("Everything"), Map.of());
        tenant.adminSends(Map.of("privileges", List.of("Manage users"))).put("/role/Boss").then().statusCode(200);
        String boss = tenant.created("Boss");
        tenant.superviseStaff(boss);
        user("out", "Sales", List.of(), Map.of());
        List<JsonPath> lines = lines(sent(boss, """
                {"filter":{"loginIds":["ann","eve","out"]},"change":{"disabled":true}}"""));
        assertThat(outcomesOf(lines), is(List.of("updated", "failed", "failed")));
        assertThat(lines.subList(1, 3).stream().map(line -> line.getString("error")).toList(), everyItem(is("forbidden")));
        assertThat(lines(sent(boss, """
                {"filter":{"team":["Sales"]},"change":{"disabled":true}}""")).size(), is(1));
    }

    @Test
    void aHelpDeskUnlocksAndNothingElse() {
        user("ann", "Staff", List.of(), Map.of());
        lock("ann");
        tenant.adminSends(Map.of("privileges", List.of("Unlock users", "View users"))).put("/role/Desk").then().statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("Unlock users"))).put("/role/Blind").then().statusCode(200);
        String desk = tenant.created("Desk");
        String blind = tenant.created("Blind");
        tenant.superviseStaff(desk);
        tenant.superviseStaff(blind);
        String all = """
                {"filter":{"lockedOut":true},"change":{"unlock":true}}""";
        sent(blind, all).then().statusCode(403).body("error", is("forbidden"));
        for (String more : List.of("\"disabled\":true", "\"changePassword\":true", "\"endSessions\":true")) {
            sent(desk, all.replace("\"unlock\":true", more)).then().statusCode(403).body("error", is("insufficient_scope"));
        }
        List<JsonPath> lines = lines(sent(desk, all));
        assertThat(outcomesOf(lines), is(List.of("updated")));
        Api.as(tenant.name(), desk).get("/bulk/" + lines.get(1).getString("job")).then().statusCode(200);
        Api.as(tenant.name(), blind).get("/bulk/" + lines.get(1).getString("job")).then().statusCode(404);
    }

    @Test
    void usersOfAnotherTenantAreNotFound() {
        SmallTenant rival = SmallTenant.create();
        String theirs = rival.created();
        user("ann", "Staff", List.of(), Map.of());
        rival.adminSends(Map.of("loginId", "ann", "firstName", "A", "lastName", "B", "team", "Staff")).post("/user").then()
                .statusCode(200);
        String before = rival.admin().get("/user").asString();
        List<JsonPath> lines = change(Map.of("filter", Map.of("loginIds", List.of(theirs, "ann")), "change",
                Map.of("disabled", true)));
        assertThat(lines.get(0).getString("error"), is("not_found"));
        assertThat(lines.get(1).getString("outcome"), is("updated"));
        String uid = TestDatabase.value("select u.id from app_user u join tenant t on t.id = u.tenant_id where t.name = ?"
                + " and u.login_id = ?", rival.name(), theirs);
        for (Map<String, String> filter : List.of(Map.of("uid", uid), Map.of("q", theirs))) {
            assertThat(change(Map.of("filter", filter, "change", Map.of("disabled", true))).size(), is(1));
        }
        assertThat(rival.admin().get("/user").asString(), is(before));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'filter':{'loginIds':['%s']},'change':{'disabled':true}}",
            "{'filter':{'q':'%s'},'change':{'disabled':true}}", "{'filter':{'team':['%s']},'change':{'disabled':true}}",
            "{'filter':{'skill':['%s:1']},'change':{'disabled':true}}", "{'filter':{'uid':'%s'},'change':{'disabled':true}}",
            "{'filter':{'changedSince':'%s'},'change':{'disabled':true}}", "{'filter':{'%s':1},'change':{'disabled':true}}",
            "{'filter':{'loginIds':['ann']},'change':{'team':'%s'}}",
            "{'filter':{'loginIds':['ann']},'change':{'addRoles':['%s']}}",
            "{'filter':{'loginIds':['ann']},'change':{'addSkills':{'%s':1}}}",
            "{'filter':{'loginIds':['ann']},'change':{'removeSkills':['%s']}}",
            "{'filter':{'loginIds':['ann']},'change':{'%s':1}}" })
    void valuesOf200KilobytesAreRefusedWithoutBeingRepeated(String body) {
        for (String unit : List.of("a", "\u0390\u0344", "%", " ")) {
            Response refused = tenant.adminSends(body.replace('\'', '"').formatted(unit.repeat(200_000 / unit.length())))
                    .post("/bulk/change");
            refused.then().statusCode(400);
            assertThat(refused.asString().length(), is(lessThan(1000)));
        }
        tenant.admin().get("/bulk").then().body("jobs", is(List.of()));
    }

    @Test
    void theLastRoleManagerStays() {
        List<JsonPath> lines = change("""
                {"filter":{"team":["Staff"]},"change":{"removeRoles":["Everything"]}}""");
        assertThat(lines.get(0).getString("error"), is("conflict"));
        tenant.admin().get("/user/admin").then().body("roles", is(List.of("Everything")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{}|filter is missing", "{\"filter\":{\"team\":[\"Sales\"]}}|change is missing",
            "{\"filter\":{\"team\":[\"Sales\"]},\"change\":{}}|change is empty",
            "{\"filter\":{\"tema\":[\"Sales\"]},\"change\":{\"disabled\":true}}|filter.tema is unknown",
            "{\"filter\":{\"team\":\"Sales\"},\"change\":{\"disabled\":true}}|filter.team must be an array",
            "{\"filter\":{},\"change\":{\"disabled\":true}}|expect is required with a filter that finds all users",
            "{\"filter\":{\"q\":\" \"},\"change\":{\"disabled\":true}}|expect is required with a filter that finds all users",
            "{\"filter\":{\"q\":\"\u0301\",\"team\":[]},\"change\":{\"disabled\":true}}|expect is required with a filter that"
                    + " finds all users",
            "{\"filter\":{\"loginIds\":[\"a\"],\"q\":\"b\"},\"change\":{\"disabled\":true}}|filter must have either loginIds or the"
                    + " parameters of the list",
            "{\"filter\":{\"loginIds\":[\"a\"]},\"change\":{\"addSkills\":{\"English\":101}}}|change.skills.English must be from 0"
                    + " to 100",
            "{\"filter\":{\"loginIds\":[\"a\"]},\"change\":{\"unlock\":false}}|change.unlock must be true if present",
            "{\"filter\":{\"changedSince\":\"x\"},\"change\":{\"unlock\":true}}|changedSince must be a time with"
                    + " its offset: 2027-01-31T12:00:00Z",
            "{\"filter\":{\"loginIds\":[\"a\"]},\"change\":{\"unlock\":true},\"expect\":-1}|expect must not be negative" })
    void whatMakesNoSenseIsRefused(String body, String message) {
        tenant.adminSends(body).post("/bulk/change").then().statusCode(400).body("error_description", is(message));
        tenant.admin().get("/bulk").then().body("jobs", is(List.of()));
    }

    @Test
    void unknownNamesAreNotFoundBeforeAnythingBegins() {
        for (String change : List.of("\"team\":\"No\"", "\"addRoles\":[\"No\"]", "\"removeRoles\":[\"No\"]",
                "\"addSkills\":{\"No\":1}", "\"removeSkills\":[\"No\"]")) {
            tenant.adminSends("{\"filter\":{\"loginIds\":[\"admin\"]},\"change\":{" + change + "}}").post("/bulk/change").then()
                    .statusCode(404);
        }
        tenant.adminSends("{\"filter\":{\"team\":[\"No\"]},\"change\":{\"disabled\":true}}").post("/bulk/change").then()
                .statusCode(404);
    }

    @Test
    void tenThousandLoginIdsAreTheMost() {
        List<String> ids = IntStream.rangeClosed(0, 10_000).mapToObj(i -> "x" + i).toList();
        tenant.adminSends(Map.of("filter", Map.of("loginIds", ids), "change", Map.of("unlock", true))).post("/bulk/change")
                .then().statusCode(400).body("error_description", is("filter.loginIds has more than 10000 values"));
        List<JsonPath> lines = change(Map.of("filter", Map.of("loginIds", ids.subList(0, 10_000)), "change",
                Map.of("unlock", true)));
        assertThat(lines.get(10_000).getInt("failed"), is(10_000));
    }

    @Test
    void eightAtOnceAddTheRoleOnce() {
        for (int i = 0; i < 30; i++) {
            user("user-" + i, "Sales", List.of(), Map.of());
        }
        String body = """
                {"filter":{"team":["Sales"]},"change":{"addRoles":["Coach"]}}""";
        List<Integer> statuses = Api.atOnce(8, i -> tenant.adminSends(body).header("Prefer", "wait").post("/bulk/change"));
        assertThat(statuses, everyItem(is(oneOf(200, 503))));
        tenant.admin().get("/user?role=Coach&count=true").then().body("total", is(30));
        tenant.admin().get("/audit?via=bulk&limit=1000").then().body("events.size()", is(30));
    }

    @Test
    void aRepeatedCallIsOneBulk() {
        user("ann", "Sales", List.of(), Map.of());
        String body = """
                {"filter":{"notRole":["Coach"],"team":["Sales"]},"change":{"addRoles":["Coach"]},"expect":1}""";
        String job = keyed(body).then().statusCode(202).extract().path("job");
        lines(tenant.admin().get("/bulk/" + job));
        keyed(body).then().statusCode(202).body("job", is(job)).header("Idempotent-Replayed", "true");
        keyed(body.replace("Sales", "Staff")).then().statusCode(422);
    }

    private Response keyed(String body) {
        return tenant.adminSends(body).header("Idempotency-Key", "k").post("/bulk/change");
    }

    private void user(String login, String team, List<String> roles, Map<String, Integer> skills) {
        Map<String, Object> user = new HashMap<>(Map.of("loginId", login, "firstName", "A", "lastName", "B", "team", team,
                "roles", new ArrayList<>(roles), "skills", skills));
        tenant.adminSends(user).post("/user").then().statusCode(200);
    }

    private void lock(String login) {
        TestDatabase.execute(LOCK, tenant.name(), login);
        tenant.admin().get("/user/lock/" + login).then().body("lockedOut", is(true));
    }

    private String login(String login) {
        return given().contentType(ContentType.JSON).body(Map.of("domain", tenant.name(), "username", login, "password",
                PASSWORD, "application", "agentdesktop")).post("/session_login").then().statusCode(200).extract()
                .path("session_id");
    }

    private static int check(String session) {
        return given().queryParam("session_id", session).get("/session_check").statusCode();
    }

    private Response sent(String login, String body) {
        return Api.as(tenant.name(), login).contentType(ContentType.JSON).body(body).header("Prefer", "wait")
                .post("/bulk/change");
    }

    private List<JsonPath> change(Object body) {
        RequestSpecification request = tenant.adminSends(body).header("Prefer", "wait");
        return lines(request.post("/bulk/change"));
    }

    private static List<JsonPath> lines(Response answer) {
        return answer.then().statusCode(200).extract().asString().lines().map(JsonPath::from).toList();
    }

    private static List<String> outcomesOf(List<JsonPath> lines) {
        return lines.subList(0, lines.size() - 1).stream().map(line -> line.getString("outcome")).toList();
    }
}
