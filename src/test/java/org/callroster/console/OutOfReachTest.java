package org.callroster.console;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.caller.Privilege;
import org.callroster.console.ConsoleCalls.Call;
import org.callroster.console.locks.Locks;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Every call that names somebody or something, made by another tenant's administrator, and by a supervisor of other teams. */
@QuarkusTest
class OutOfReachTest {

    /** With their answers: to the other tenant, and to the supervisor where it is about a user. */
    private static final String NAMING = """
            404 403 GET  /users/{loginId}
            404 403 GET  /users/{loginId}?tab=access
            404 403 GET  /users/{loginId}?tab=secrets
            404 403 GET  /users/{loginId}?tab=history
            404 404 POST /users/{loginId} loginId={loginId}&firstName=Eve&lastName=Eve&team=Staff
            404 403 GET  /users/{loginId}/clone
            404 403 GET  /users/{loginId}/edit
            404 403 POST /users/{loginId}/edit firstName=Eve&lastName=Eve&team=Staff
            404 403 GET  /users/{loginId}/delete
            404 403 POST /users/{loginId}/delete typed={loginId}
            404 403 POST /users/{loginId}/disable x=
            404 403 POST /users/{loginId}/enable x=
            404 403 GET  /users/{loginId}/password
            404 403 POST /users/{loginId}/password password=seven+lazy+zebras
            404 403 GET  /users/{loginId}/secrets/new
            404 403 POST /users/{loginId}/secrets/new days=90
            404 403 GET  /users/{loginId}/secrets/{id}/end
            404 403 POST /users/{loginId}/secrets/{id}/end x=
            404 403 POST /users/{loginId}/sessions x=
            404 403 POST /users/{loginId}/state/disabled x=
            404 403 POST /users/{loginId}/state/enabled x=
            404 403 POST /users/{loginId}/state/unlocked x=
            404 403 POST /users/{loginId}/supervised teams=Staff
            404 403 POST /users/{loginId}/unlock x=
            404 403 POST /locks/{loginId}/unlock x=
            404 403 POST /locks/selected login={loginId}
            409 409 POST /locks/all user={loginId}
            409 409 POST /selection/run login={loginId}&expect=1&state=disabled
            404 404 GET  /jobs/{job}
            404 404 GET  /jobs/{job}/result
            404 404 GET  /jobs/{job}/result.csv
            404 404 POST /jobs/{job}/stop x=
            404 404 POST /import/file/wrong?job={job}
            404 404 GET  /numbers/edit?number={number}
            412 403 POST /numbers/edit number={number}&media=voice&type=unassigned&etag={etag}
            404 404 GET  /numbers/delete?number={number}
            404 404 POST /numbers/delete number={number}
            404 -   GET  /roles/edit?name={role}
            404 -   POST /roles/edit was={role}&name=Mine&etag={etag}
            404 -   GET  /roles/delete?name={role}
            404 -   POST /roles/delete name={role}
            404 -   GET  /skills/edit?name={skill}
            404 -   POST /skills/edit was={skill}&name=Mine
            404 -   GET  /skills/delete?name={skill}
            404 -   POST /skills/delete name={skill}
            404 -   GET  /teams/edit?name={team}
            404 -   POST /teams/edit was={team}&name=Mine
            404 -   GET  /teams/delete?name={team}
            404 -   POST /teams/delete name={team}
            """;

    /** They find nothing; the last is recorded with what was asked. A dash stands before those that show all of a tenant to its supervisors. */
    private static final String FINDING = """
            + GET  /users
            + GET  /users?q={loginId}
            + GET  /locks
            + GET  /locks?user={loginId}
            + GET  /locks/all?user={loginId}
            + GET  /jobs
            + GET  /numbers
            + GET  /numbers?q={number}
            + POST /selection login={loginId}
            + POST /selection/export login={loginId}
            - GET
            - GET  /audit
            - GET  /audit?user={loginId}
            - GET  /audit.csv?user={loginId}
            - GET  /roles?q={role}
            - GET  /skills?q={skill}
            - GET  /teams?q={team}
            + POST /selection/export.csv login={loginId}
            """;

    /** They name nobody; of a file, each line is looked at by itself, as in the API. */
    private static final List<Call> OTHERS = Call.lines("""
            GET  /confirm
            GET  /counts/{access}
            GET  /import
            POST /import/columns
            POST /import/file
            GET  /login
            POST /login
            POST /login/password
            POST /logout
            POST /confirm
            GET  /me
            POST /me/password
            POST /me/sessions/end
            GET  /numbers/new
            GET  /numbers/pool
            POST /numbers/pool
            GET  /policy
            POST /policy
            GET  /roles/new
            GET  /session
            POST /session
            GET  /skills/new
            POST /skills/new
            GET  /teams/new
            POST /teams/new""");

    private static final List<String> TABLES = List.of("access_number", "app_user", "extension_pool", "former_login",
            "login_failure", "role", "scim_token", "security_policy", "skill", "supervised_team", "team", "user_role",
            "user_skill");

    private static final String USER = "(select id from app_user where login_id = ?)";

    private final SmallTenant tenant = SmallTenant.create();
    private final Map<String, String> known = new TreeMap<>(Map.of("team", "Night", "role", "Nightly", "skill", "Snoring",
            "number", "14155550001"));

    @BeforeEach
    void thereIsSomebody() {
        tenant.admin().put("/team/Night").then().statusCode(200);
        tenant.admin().put("/skill/Snoring").then().statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Nightly").then().statusCode(200);
        Map<String, Object> user = tenant.somebody("Nightly");
        user.putAll(Map.of("team", "Night", "extension", "4711", "skills", Map.of("Snoring", 50)));
        String login = tenant.created(user);
        Locks.lock(tenant, login, "PASSWORD", "192.0.2.24");
        Api.newSecret(tenant.name(), login);
        ConsoleClient.session(tenant.name(), login);
        tenant.adminSends(Map.of("media", "voice", "type", "softphone", "extension", "4711")).put("/phone/ext/14155550001")
                .then().statusCode(200);
        known.put("loginId", login);
        known.put("id", TestDatabase.value("select id from api_secret where user_id = " + USER, login));
        known.put("etag", "\"1\"");
        known.put("job", job());
    }

    private String job() {
        Response begun = ConsoleClient.as(tenant.name(), "admin").contentType("text/csv").body("loginId\nnobody\n")
                .post("/import/file?mode=update");
        String id = begun.header("Location").substring("/console/jobs/".length());
        Eventually.holds(Duration.ofSeconds(20),
                () -> TestDatabase.value("select state from bulk_job where cast(id as text) = ?", id).equals("done"));
        return id;
    }

    @Test
    void everyCallIsKnownHere() {
        Stream<Call> naming = NAMING.lines().map(line -> Call.of(line.substring(8)));
        Stream<Call> finding = FINDING.lines().map(line -> Call.of(line.substring(2)));
        assertEquals(ConsoleCalls.all(),
                ConsoleCalls.names(Stream.of(naming, finding, OTHERS.stream()).flatMap(calls -> calls)));
    }

    @Test
    void anotherTenantReachesNothing() {
        String stranger = SmallTenant.create().name();
        assertRefused(0, stranger, "admin");
        assertNothingFound("+-", stranger, "admin");
    }

    @Test
    void aSupervisorReachesNobodyInOtherTeams() {
        tenant.adminSends(Map.of("privileges", Arrays.stream(Privilege.values()).filter(p -> p != Privilege.MANAGE_ALL_TEAMS)
                .map(Privilege::label).toList())).put("/role/Lead").then().statusCode(200);
        String supervisor = tenant.created("Lead");
        tenant.superviseStaff(supervisor);
        assertRefused(1, tenant.name(), supervisor);
        assertNothingFound("+", tenant.name(), supervisor);
    }

    /** @param column of the answer */
    private void assertRefused(int column, String callers, String caller) {
        Map<String, List<String>> before = rows();
        assertAll(NAMING.lines().map(line -> line.split(" +", 3)).filter(line -> !line[column].equals("-")).map(line -> () -> {
            Response answer = Call.of(line[2]).naming(known).send(ConsoleClient.as(callers, caller));
            assertEquals(line[column], Integer.toString(answer.statusCode()), line[2]);
            assertNamesNothing(line[2], answer);
            assertEquals(before, rows(), line[2]);
        }));
    }

    private void assertNothingFound(String marks, String callers, String caller) {
        Map<String, List<String>> before = rows();
        assertAll(FINDING.lines().filter(line -> marks.contains(line.substring(0, 1))).map(line -> () -> {
            Response answer = Call.of(line.substring(2)).naming(known).send(ConsoleClient.as(callers, caller));
            assertEquals(200, answer.statusCode(), line);
            assertNamesNothing(line, answer);
            assertEquals(before, rows(), line);
        }));
    }

    /** But for the filters of a list, which say what was asked. */
    private void assertNamesNothing(String call, Response answer) {
        String text = answer.contentType().startsWith("text/html")
                ? Jsoup.parse(answer.asString()).select("tbody, h1, form > p, dl").text()
                : answer.asString();
        Stream.of("loginId", "number", "team", "role", "skill")
                .forEach(what -> assertFalse(text.contains(known.get(what)), () -> call + " tells " + text));
    }

    /** All that the calls could change. What the callers leave by logging in is not looked at. */
    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        TABLES.forEach(
                table -> rows.put(table, rows(table, "tenant_id = (select id from tenant where name = ?)", tenant.name())));
        rows.put("bulk_job", rows("bulk_job", "cast(id as text) = ?", known.get("job")));
        List.of("api_secret", "session")
                .forEach(table -> rows.put(table, rows(table, "user_id = " + USER, known.get("loginId"))));
        return rows;
    }

    private static List<String> rows(String table, String condition, String value) {
        return TestDatabase.column("select cast(x as text) from " + table + " x where " + condition + " order by 1", value);
    }
}
