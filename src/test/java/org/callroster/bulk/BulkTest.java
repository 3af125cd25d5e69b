package org.callroster.bulk;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.Metrics;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

/** {@code /configapi/v2/bulk/user}: fleet section 3, Bulk by file. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BulkTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String PASSWORD = "Plenty of rope, 42 m";
    private static final int MORE_THAN_A_BATCH = 1234;

    private final SmallTenant tenant = SmallTenant.withPool(100, 99_999);

    @Test
    void eachLineHasAnOutcomeInTheOrderOfTheFile() {
        Response started = send("mode=create", NDJSON, user("ann", "Staff"), user("bob", "Slaes"), "{\"loginId\":7",
                user("cid", "Staff", "\"extension\":\"7\""));
        started.then().statusCode(202);
        String job = started.path("job");
        assertThat(started.header("Location"), is("/configapi/v2/bulk/" + job));
        List<JsonPath> lines = outcomes(job);
        assertThat(lines.get(0).getString("outcome"), is("created"));
        assertThat(lines.get(0).getString("loginId"), is("ann"));
        assertThat(lines.get(0).getString("etag"), is(tenant.admin().get("/user/ann").header("ETag")));
        assertThat(lines.get(1).getString("error"), is("not_found"));
        assertThat(lines.get(1).getString("error_description"), is("user team not found"));
        assertThat(lines.get(2).getInt("line"), is(3));
        assertThat(lines.get(2).getString("error"), is("bad_request"));
        assertThat(lines.get(3).getInt("line"), is(4));
        assertThat(closing(lines), is("{done=true, job=" + job + ", state=done, lines=4, created=2, updated=0, unchanged=0,"
                + " deleted=0, failed=2}"));
        tenant.admin().get("/user/cid").then().body("extension", is("7")).body("roles", is(List.of()));
        tenant.admin().get("/user/ann").then().body("extension", is("100"));
        tenant.admin().get("/user/bob").then().statusCode(404);
    }

    @Test
    void whoPrefersToWaitGetsTheOutcomesAtOnce() {
        Response answer = request("mode=create", NDJSON, user("ann", "Staff")).header("Prefer", "wait").post("/bulk/user");
        answer.then().statusCode(200).header("Content-Type", is(NDJSON));
        assertThat(lines(answer).get(0).getString("outcome"), is("created"));
        assertThat(lines(answer).get(1).getBoolean("done"), is(true));
    }

    @Test
    void moreThanABatchIsDone() {
        List<String> users =
                IntStream.range(0, MORE_THAN_A_BATCH).mapToObj(i -> user("user-%04d".formatted(i), "Staff")).toList();
        List<JsonPath> lines = bulk("mode=create", NDJSON, users.toArray(String[]::new));
        assertThat(lines.size(), is(MORE_THAN_A_BATCH + 1));
        assertThat(lines.get(MORE_THAN_A_BATCH).getInt("created"), is(MORE_THAN_A_BATCH));
        List<String> extensions =
                TestDatabase.column("select extension from app_user where login_id like 'user-%' and tenant_id"
                        + " = (select id from tenant where name = ?)", tenant.name());
        assertThat(new HashSet<>(extensions).size(), is(MORE_THAN_A_BATCH));
        tenant.admin().get("/audit?via=bulk&limit=1000").then().body("events.size()", is(1000))
                .body("events.kind", everyItem(is("user created"))).body("events.actor", everyItem(is("admin")));
        String job = lines.get(MORE_THAN_A_BATCH).getString("job");
        tenant.admin().get("/audit?job=" + job + "&limit=1").then().body("events[0].job", is(job));
        tenant.admin().get("/bulk/" + job + "?wait=false").then().statusCode(200).body("state", is("done"))
                .body("lines", is(MORE_THAN_A_BATCH)).body("done", is(MORE_THAN_A_BATCH)).body("failed", is(0));
        tenant.admin().get("/bulk").then().body("jobs.job", is(List.of(job))).body("jobs.mode", is(List.of("create")));
    }

    @Test
    void aRehearsalWritesNothing() {
        tenant.created();
        String before = tenant.admin().get("/user").asString();
        String login = tenant.admin().get("/user").path("users[1].loginId");
        List<JsonPath> lines = bulk("mode=upsert&dryRun=true", NDJSON, user("ann", "Staff"), user("ann", "Staff"),
                "{\"loginId\":\"" + login + "\",\"lastName\":\"X\"}", "{\"loginId\":\"admin\",\"lastName\":\"Admin\"}",
                user("bob", "Nowhere"), user("cid", "Staff", "\"password\":\"short\""),
                user("dan", "Staff", "\"password\":\"" + PASSWORD + "\""));
        assertThat(outcomes(lines),
                is(List.of("would_create", "failed", "would_update", "unchanged", "failed", "failed", "would_create")));
        assertThat(tenant.admin().get("/user").asString(), is(before));
        assertThat(bulk("mode=delete&dryRun=true", NDJSON, "{\"loginId\":\"" + login + "\"}").get(0).getString("outcome"),
                is("would_delete"));
        assertThat(tenant.admin().get("/user").asString(), is(before));
        tenant.admin().get("/audit?via=bulk").then().body("events.size()", is(0));
    }

    @Test
    void upsertCreatesAndUpdates() {
        bulk("mode=upsert", NDJSON, user("ann", "Staff"));
        List<JsonPath> lines = bulk("mode=upsert", NDJSON, user("ANN", "Staff", "\"email\":\"a@b.c\""), user("bob", "Staff"));
        assertThat(outcomes(lines), is(List.of("updated", "created")));
        tenant.admin().get("/user/ann").then().body("email", is("a@b.c")).body("loginId", is("ann"));
        assertThat(outcomes(bulk("mode=update", NDJSON, "{\"loginId\":\"cid\",\"lastName\":\"X\"}", "{\"lastName\":\"X\"}")),
                is(List.of("failed", "failed")));
        assertThat(
                outcomes(bulk("mode=delete", NDJSON, "{\"loginId\":\"cid\"}", "{\"loginId\":\"bob\"}",
                        "{\"loginId\":\"admin\"}")),
                is(List.of("failed", "deleted", "failed")));
        tenant.admin().get("/user/bob").then().statusCode(404);
    }

    @Test
    void passwordsAreSet() {
        String known = tenant.created();
        List<JsonPath> lines = bulk("mode=upsert", NDJSON, user("ann", "Staff", "\"password\":\"" + PASSWORD + "\"",
                "\"roles\":[\"Everything\"]"), "{\"loginId\":\"" + known + "\",\"password\":\"" + PASSWORD + "\"}",
                user("bob", "Staff", "\"password\":\"short\""));
        assertThat(outcomes(lines), is(List.of("created", "updated", "failed")));
        assertThat(lines.stream().map(JsonPath::prettify).collect(Collectors.joining()), not(containsString(PASSWORD)));
        tenant.admin().get("/user?hasPassword=true").then().statusCode(200).body("users.loginId",
                containsInAnyOrder("ann", known));
        assertThat(
                outcomes(bulk("mode=create&passwords=refuse", NDJSON,
                        user("cid", "Staff", "\"password\":\"" + PASSWORD + "\""))),
                is(List.of("failed")));
    }

    @Test
    void generatedPasswordsAreShownInTheOutcomesOfWhoStartedTheBulkAndNowhereElse() {
        tenant.adminSends(Map.of("minPasswordLength", 30)).put("/securitypolicy").then().statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("Use agent desktop"))).put("/role/Agent").then().statusCode(200);
        List<JsonPath> lines = bulk("mode=upsert&passwords=generate", NDJSON, user("ann", "Staff", "\"roles\":[\"Agent\"]"),
                user("bob", "Staff", "\"password\":\"" + PASSWORD + " and more of it\""),
                "{\"loginId\":\"admin\",\"lastName\":\"X\"}",
                user("cid", "Nowhere"));
        assertThat(outcomes(lines), is(List.of("created", "created", "updated", "failed")));
        String password = lines.get(0).getString("password");
        assertThat(password.length(), is(30));
        assertThat(lines.subList(1, 4).stream().map(line -> line.getString("password")).toList(), everyItem(nullValue()));
        tenant.admin().get("/user/ann").then().body("changePassword", is(true));
        tenant.admin().get("/user/bob").then().body("changePassword", is(false));
        given().contentType(ContentType.JSON).body(Map.of("domain", tenant.name(), "username", "ann", "password", password,
                "application", "agentdesktop")).post("/session_login").then().statusCode(403)
                .body("error", is("password_change_required"));
        String job = lines.get(4).getString("job");
        assertThat(outcomes(job).get(0).getString("password"), is(password));
        String other = tenant.created("Everything");
        Response seen = Api.as(tenant.name(), other).get("/bulk/" + job);
        assertThat(lines(seen).get(0).getString("outcome"), is("created"));
        assertThat(seen.asString(), not(containsString(password)));
        assertThat(TestDatabase.column("select b::text from bulk_outcomes b where job = cast(? as uuid)", job).toString(),
                not(containsString(password)));
        assertThat(tenant.admin().get("/audit?job=" + job).asString(), not(containsString(password)));
        assertThat(bulk("mode=create&passwords=generate&dryRun=true", NDJSON, user("dan", "Staff")).get(0)
                .getString("password"), is(nullValue()));
    }

    @Test
    void aLoginIdTwiceInAFileIsDoneOnce() {
        List<JsonPath> lines = bulk("mode=create", NDJSON, user("ann", "Staff"), user("Ann", "Staff"));
        assertThat(outcomes(lines), is(List.of("created", "failed")));
        assertThat(lines.get(1).getString("error_description"), is("loginId stands in line 1 already"));
    }

    @Test
    void theRulesOfSingleCallsHold() {
        tenant.adminSends(Map.of("privileges", List.of("Manage users"))).put("/role/Boss").then().statusCode(200);
        tenant.admin().put("/team/Other").then().statusCode(200);
        String boss = tenant.created("Boss");
        tenant.adminSends(Map.of("teams", List.of("Other"))).put("/supervisor/" + boss).then().statusCode(200);
        RequestSpecification caller = Api.as(tenant.name(), boss);
        List<JsonPath> lines = lines(caller.contentType(NDJSON).header("Prefer", "wait")
                .body(String.join("\n", user("in", "Other"), user("out", "Staff"),
                        user("more", "Other", "\"roles\":[\"Everything\"]"), "{\"loginId\":\"admin\",\"lastName\":\"X\"}")
                        .getBytes(StandardCharsets.UTF_8))
                .post("/bulk/user?mode=upsert"));
        assertThat(outcomes(lines), is(List.of("created", "failed", "failed", "failed")));
        assertThat(lines.subList(1, 4).stream().map(line -> line.getString("error")).toList(),
                everyItem(is("forbidden")));
    }

    /** The change is made, and found to be wrong, after other lines of its batch were done. */
    @Test
    void theLastRoleManagerStaysWhateverElseIsDone() {
        List<JsonPath> lines = bulk("mode=upsert", NDJSON, user("ann", "Staff"), "{\"loginId\":\"admin\",\"roles\":[]}",
                user("bob", "Staff"));
        assertThat(outcomes(lines), is(List.of("created", "failed", "created")));
        assertThat(lines.get(1).getString("error"), is("conflict"));
        tenant.admin().get("/user/admin").then().body("roles", is(List.of("Everything")));
    }

    @Test
    void aTakenExtensionFailsAlone() {
        List<JsonPath> lines = bulk("mode=create", NDJSON, user("ann", "Staff", "\"extension\":\"1\""),
                user("bob", "Staff", "\"extension\":\"100\""), user("cid", "Staff"),
                user("dan", "Staff", "\"extension\":\"100\""));
        assertThat(outcomes(lines), is(List.of("failed", "created", "created", "failed")));
        tenant.admin().get("/user/cid").then().body("extension", is("101"));
    }

    /** The next free number of the pool is given explicitly in the same file. */
    @Test
    void aNumberBehindOneThatTheFileNamesIsFound() {
        tenant.adminSends("{\"ranges\":[{\"from\":\"500\",\"to\":\"510\"}]}").put("/phone/pool").then().statusCode(200);
        bulk("mode=create", NDJSON, user("ann", "Staff", "\"extension\":\"500\""),
                user("bob", "Staff", "\"extension\":\"501\""));
        List<JsonPath> lines = bulk("mode=create", NDJSON, user("cid", "Staff", "\"extension\":\"502\""), user("dan", "Staff"));
        assertThat(outcomes(lines), is(List.of("created", "created")));
        tenant.admin().get("/user/dan").then().body("extension", is("503"));
    }

    @Test
    void namesThatAreMissingAreNamedWithTheNearest() {
        tenant.admin().put("/team/Sales").then().statusCode(200);
        tenant.admin().put("/skill/English").then().statusCode(200);
        List<JsonPath> lines = bulk("mode=upsert", NDJSON, user("ann", "Slaes"),
                user("bob", "Staff", "\"roles\":[\"Everthing\",\"Nothing like it\"]"),
                user("cid", "Staff", "\"skills\":{\"english\":1}"), "{\"loginId\":\"admin\",\"team\":\"Stuff\"}");
        assertThat(lines.subList(0, 4).stream().map(line -> line.getString("error_description")).toList(),
                is(List.of("user team not found", "Role not found", "Skill not found", "user team not found")));
        assertThat(lines.get(0).getList("violations.message"), is(List.of("there is no team Slaes; Sales is near")));
        assertThat(lines.get(1).getList("violations.field"), is(List.of("roles", "roles")));
        assertThat(lines.get(1).getList("violations.message"),
                is(List.of("there is no role Everthing; Everything is near", "there is no role Nothing like it")));
        assertThat(lines.get(2).getList("violations.message"), is(List.of("there is no skill english; English is near")));
        assertThat(lines.get(3).getList("violations.message"), is(List.of("there is no team Stuff; Staff is near")));
    }

    @Test
    void anExtensionThatLostItsZerosIsWarnedOf() {
        List<JsonPath> lines = bulk("mode=create", CSV, "loginId,firstName,lastName,team,extension\nann,A,B,Staff,42\n"
                + "bob,A,B,Staff,0042\ncid,A,B,Staff,");
        assertThat(outcomes(lines), is(List.of("created", "created", "created")));
        assertThat(lines.get(0).getString("warning"),
                is("extension 42 is shorter than the 3 digits of the pool: leading zeros may be lost"));
        assertThat(lines.get(1).<Object>get("warning"), is(nullValue()));
        assertThat(lines.get(2).<Object>get("warning"), is(nullValue()));
    }

    @Test
    void anExhaustedPoolFailsTheLinesThatNeedIt() {
        tenant.adminSends("{\"ranges\":[{\"from\":\"1\",\"to\":\"2\"}]}").put("/phone/pool").then().statusCode(200);
        List<JsonPath> lines = bulk("mode=create", NDJSON, user("ann", "Staff"), user("bob", "Staff"),
                user("cid", "Staff", "\"extension\":\"77\""));
        assertThat(outcomes(lines), is(List.of("created", "failed", "created")));
        assertThat(lines.get(1).getString("error_description"), is("the extension pool is exhausted"));
    }

    @Test
    void linesThatAreTooLongAreLeftOut() {
        String huge = user("huge", "Staff", "\"email\":\"" + "a".repeat(3_000_000) + "\"");
        List<JsonPath> lines = bulk("mode=create", NDJSON, user("ann", "Staff"), huge, user("bob", "Staff"));
        assertThat(outcomes(lines), is(List.of("created", "failed", "created")));
        assertThat(lines.get(1).getString("error_description"), is("the line is over 64 KiB"));
        assertThat(lines.get(1).getInt("line"), is(2));
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-8", "UTF-16LE", "UTF-16BE" })
    void filesOfAllProgramsAreRead(String charset) {
        String file = "\uFEFFLOGINID\tfirstname\tlastName\tTeam\tworkPhone\troles\t\t\r\n"
                + "zoë\tZoë\t\"O\"\"Brien\"\tStaff\t'+49 30\tEverything\t\t\r\n"
                + "\t\t\t\t\t\t\t\r\n\r\n";
        List<JsonPath> lines = lines(tenant.admin().contentType(CSV).header("Prefer", "wait")
                .body(file.getBytes(Charset.forName(charset))).post("/bulk/user?mode=create"));
        assertThat(outcomes(lines), is(List.of("created")));
        tenant.admin().get("/user/" + Api.path("zoë")).then().body("lastName", is("O\"Brien"))
                .body("workPhone", is("+49 30")).body("roles", is(List.of("Everything")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "#TYPE System.Object\\n\"loginId\",\"firstName\",\"lastName\",\"team\"\\n\"a\",\"A\",\"B\",\"Staff\"|created",
            "sep=;\\nloginId;firstName;lastName;team\\na;A;B;Staff|created",
            "loginId,firstName,lastName,team,extension\\na,A,B,Staff,0042|created",
            "loginId,firstName,lastName,team\\na,A,B,Staff,,,|created",
            "loginId,firstName,lastName,team\\na,A,B,Staff,x|failed",
            "loginId,firstName,lastName,team\\na,\"A, B\",\"B\"\"C\",Staff|created",
            "loginId,firstName,lastName,team\\na,A|failed",
            "loginId,firstName,lastName,team,skills\\na,A,B,Staff,English|failed",
            "loginId,firstName,lastName,team\\na,\"A\\nB\",C,Staff|failed",
            "loginId,firstName,lastName,team\\na,A,B,Staff\\n|created" })
    void linesOfCsvAreReadAsTheyAreMeant(String file, String outcome) {
        List<JsonPath> lines = lines(request("mode=create", CSV, file.replace("\\n", "\n")).header("Prefer", "wait")
                .post("/bulk/user"));
        assertThat(outcomes(lines), is(List.of(outcome)));
    }

    @Test
    void blankCellsKeepOrClear() {
        bulk("mode=create", NDJSON, user("ann", "Staff", "\"email\":\"a@b.c\"", "\"roles\":[\"Everything\"]"));
        String file = "loginId,email,roles,disabled\nann,,,";
        assertThat(outcomes(bulk("mode=update", CSV, file)), is(List.of("unchanged")));
        assertThat(outcomes(bulk("mode=update&blank=clear", CSV, file)), is(List.of("updated")));
        tenant.admin().get("/user/ann").then().body("email", is(nullValue())).body("roles", is(List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "text/csv|mode=create|loginId,frstName\\na,b|frstName is not an attribute of users;"
            + " firstName is near", "text/csv|mode=create|loginId,loginid\\na,b|loginId is named twice in the first line",
            "text/csv|mode=create|ann,A,B,Staff|ann is not an attribute of users",
            "text/csv|mode=create|team\\nx|the first line must"
                    + " name the columns, loginId among them",
            "text/csv|mode=create|\\n|the first line must name the columns",
            "application/x-ndjson|mode=create||a body is needed, application/x-ndjson or text/csv",
            "application/x-ndjson|mode=destroy|{}|mode must be create, update, upsert or delete",
            "application/x-ndjson||{}|mode is missing", "application/x-ndjson|mode=create&dryrun=true|{}|dryrun is unknown",
            "application/x-ndjson|mode=create&blank=7|{}|blank must be keep or clear" })
    void whatCannotBeReadIsRefusedBeforeItBegins(String type, String query, String body, String message) {
        request(query == null ? "" : query, type, body == null ? "" : body.replace("\\n", "\n")).post("/bulk/user").then()
                .statusCode(400).body("error_description", is(message));
        tenant.admin().get("/bulk").then().body("jobs", is(List.of()));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        tenant.admin().contentType(NDJSON).body(new byte[] { '{', (byte) 0xC3, '}' }).post("/bulk/user?mode=create").then()
                .statusCode(400).body("error_description", is("the body is neither UTF-8 nor UTF-16 with a byte order mark"));
        tenant.adminSends("{}").post("/bulk/user?mode=create").then().statusCode(415);
    }

    @Test
    void tenThousandColumnsAreRefused() {
        request("mode=create", CSV, "loginId" + ",".repeat(10_000)).post("/bulk/user").then().statusCode(400);
    }

    /** Whatever the names are: what is exported is what is there. */
    @ParameterizedTest
    @ValueSource(strings = { NDJSON, CSV })
    void whatIsExportedChangesNothingWhenItIsImported(String type) throws JsonProcessingException {
        Random random = new Random(4711);
        for (String kind : List.of("team", "skill", "role")) {
            for (int i = 0; i < 4; i++) {
                tenant.admin().put("/" + kind + "/" + Api.path(name(random, i))).then().statusCode(200);
            }
        }
        Map<String, List<String>> names = List.of("team", "skill", "role").stream()
                .collect(Collectors.toMap(kind -> kind, kind -> tenant.admin().get("/" + kind).path("name")));
        for (int i = 0; i < 60; i++) {
            tenant.adminSends(new ObjectMapper().writeValueAsString(anyUser(random, names, i))).post("/user").then()
                    .statusCode(200);
        }
        byte[] export = tenant.admin().accept(type).get("/export/user").asByteArray();
        List<JsonPath> lines = lines(tenant.admin().contentType(type).header("Prefer", "wait").body(export)
                .post("/bulk/user?mode=upsert"));
        assertThat(new String(export, StandardCharsets.UTF_8), outcomes(lines),
                is(IntStream.rangeClosed(0, 60).mapToObj(i -> "unchanged").toList()));
    }

    private static Map<String, Object> anyUser(Random random, Map<String, List<String>> names, int i) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("loginId", name(random, i));
        user.put("firstName", name(random, i));
        user.put("lastName", name(random, i));
        user.put("team", any(random, names.get("team")));
        user.put("email", random.nextBoolean() ? name(random, i) : null);
        user.put("workPhone", random.nextBoolean() ? "+" + random.nextInt(1_000_000) : null);
        user.put("mobilePhone", random.nextBoolean() ? "'" + "-".repeat(random.nextInt(3)) + i : null);
        user.put("disabled", random.nextBoolean());
        user.put("roles",
                names.get("role").stream().filter(role -> !role.equals("Everything") && random.nextBoolean()).toList());
        user.put("skills", names.get("skill").stream().filter(skill -> random.nextBoolean())
                .collect(Collectors.toMap(skill -> skill, skill -> random.nextInt(101))));
        user.values().removeIf(value -> value == null);
        return user;
    }

    private static String any(Random random, List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private static String name(Random random, int i) {
        String odd = "'=+-@;:,\"[]{}\\/ äßİ\u4e2d𝄞abcABC019";
        int[] all = odd.codePoints().toArray();
        String text = random.ints(1 + random.nextInt(6), 0, all.length).mapToObj(at -> Character.toString(all[at]))
                .collect(Collectors.joining()).strip();
        return text + i + any(random, List.of("", "'", ";", ":", "\"", "]"));
    }

    @Test
    void aBulkCanBeStopped() {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            users.add(user("user-" + i, "Staff", "\"password\":\"" + PASSWORD + "\""));
        }
        String job = send("mode=create", NDJSON, users.toArray(String[]::new)).path("job");
        tenant.admin().delete("/bulk/" + job).then().statusCode(200).body(is("OK"));
        List<JsonPath> lines = outcomes(job);
        JsonPath closing = lines.get(lines.size() - 1);
        assertThat(closing.getString("state"), is("stopped"));
        assertThat(closing.getBoolean("done"), is(false));
        int created = closing.getInt("created");
        assertThat(created, is(lines.size() - 1));
        tenant.admin().get("/user?count=true").then().body("total", is(created + 1));
    }

    @Test
    void whoLosesTheRightToItIsToldInEveryLineThatIsLeft() {
        String boss = tenant.created("Everything");
        String token = Api.newToken(tenant.name(), boss);
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            users.add(user("user-" + i, "Staff", "\"password\":\"" + PASSWORD + "\""));
        }
        String job =
                Api.withToken(token).contentType(NDJSON).body(String.join("\n", users).getBytes(StandardCharsets.UTF_8))
                        .post("/bulk/user?mode=create").then()
                        .statusCode(202).extract().path("job");
        tenant.adminSends(Map.of("disabled", true)).put("/user/" + boss).then().statusCode(200);
        List<JsonPath> lines = outcomes(job);
        assertThat(lines.size(), is(101));
        assertThat(lines.get(99).getString("error"), is("invalid_token"));
        assertThat(lines.get(100).getInt("failed"), is(greaterThan(0)));
    }

    /** Names are looked up for each batch. The batch that meets the new name first may lack the hint, which is made before. */
    @Test
    void aTeamThatIsRenamedMeanwhileIsNotFoundAnyMore() {
        int many = 4000;
        tenant.admin().put("/team/Sales").then().statusCode(200);
        String job = send("mode=create", NDJSON, IntStream.range(0, many).mapToObj(i -> user("user-" + i, "Sales"))
                .toArray(String[]::new)).path("job");
        Eventually.holds(Duration.ofSeconds(20),
                () -> tenant.admin().get("/bulk/" + job + "?wait=false").<Integer>path("done") > 0);
        tenant.adminSends(Map.of("name", "Sales2")).put("/team/Sales").then().statusCode(200);
        List<JsonPath> lines = outcomes(job);
        int created = lines.get(many).getInt("created");
        assertThat(created, is(both(greaterThan(0)).and(lessThan(many))));
        assertThat(lines.get(many).getInt("failed"), is(many - created));
        assertThat(lines.get(created - 1).getString("outcome"), is("created"));
        assertThat(lines.get(created).getString("error_description"), is("user team not found"));
        assertThat(lines.get(many - 1).getString("violations[0].message"), is("there is no team Sales; Sales2 is near"));
        tenant.admin().get("/user?count=true&team=Sales2").then().body("total", is(created));
    }

    @Test
    void twoBulksOnTheSameUsersDoEachLineOnce() {
        List<String> users = IntStream.range(0, MORE_THAN_A_BATCH).mapToObj(i -> user("user-" + i, "Staff")).toList();
        String[] backwards = IntStream.range(0, MORE_THAN_A_BATCH).mapToObj(i -> users.get(MORE_THAN_A_BATCH - 1 - i))
                .toArray(String[]::new);
        String first = send("mode=create", NDJSON, users.toArray(String[]::new)).path("job");
        String second = send("mode=create", NDJSON, backwards).path("job");
        JsonPath one = outcomes(first).get(MORE_THAN_A_BATCH);
        JsonPath other = outcomes(second).get(MORE_THAN_A_BATCH);
        assertThat(one.getInt("created") + other.getInt("created"), is(MORE_THAN_A_BATCH));
        assertThat(one.getInt("failed") + other.getInt("failed"), is(MORE_THAN_A_BATCH));
    }

    @Test
    void ofEightAtOnceTwoRunAndTheOthersAreAskedToComeBack() {
        String file = IntStream.range(0, 600).mapToObj(i -> user(UUID.randomUUID().toString(), "Staff"))
                .collect(Collectors.joining("\n"));
        List<Integer> statuses = Api.atOnce(8, i -> request("mode=create", NDJSON, file).post("/bulk/user"));
        assertThat(statuses, everyItem(is(oneOf(202, 503))));
        List<String> jobs = tenant.admin().get("/bulk").path("jobs.job");
        jobs.forEach(this::outcomes);
        assertThat((long) jobs.size(), is(statuses.stream().filter(status -> status == 202).count()));
    }

    @Test
    void eightReadTheSameOutcomesAndEightStopItOnce() {
        String[] users = IntStream.range(0, 6000).mapToObj(i -> user("user-" + i, "Staff")).toArray(String[]::new);
        String job = send("mode=create", NDJSON, users).path("job");
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<Integer> statuses = Api.atOnce(16, i -> {
            Response answer = i < 8 ? tenant.admin().get("/bulk/" + job) : tenant.admin().delete("/bulk/" + job);
            seen.add(answer.asString());
            return answer;
        });
        assertThat(statuses, everyItem(is(200)));
        assertThat(seen.size(), is(2));
        assertThat(seen.remove("OK"), is(true));
        List<JsonPath> lines = seen.iterator().next().lines().map(JsonPath::from).toList();
        assertThat(lines.get(lines.size() - 1).getString("state"), is("stopped"));
        tenant.admin().get("/user?count=true").then().body("total", is(lines.size()));
    }

    @Test
    void aBulkIsSeenByItsTenantAlone() {
        String job = send("mode=create", NDJSON, user("ann", "Staff")).path("job");
        outcomes(job);
        SmallTenant rival = SmallTenant.create();
        for (String query : List.of("", "?wait=false")) {
            rival.admin().get("/bulk/" + job + query).then().statusCode(404);
        }
        rival.admin().delete("/bulk/" + job).then().statusCode(404);
        rival.admin().get("/bulk").then().body("jobs", is(List.of()));
        tenant.adminSends(Map.of("privileges", List.of("Manage users"))).put("/role/Boss").then().statusCode(200);
        Api.as(tenant.name(), tenant.created("Boss")).get("/bulk/" + job).then().statusCode(404);
        tenant.admin().get("/bulk/no-job").then().statusCode(404);
    }

    @Test
    void whatWasSpooledIsDeleted() {
        String job = send("mode=create", NDJSON, user("ann", "Staff")).path("job");
        outcomes(job);
        request("mode=create", CSV, "nothing").post("/bulk/user").then().statusCode(400);
        Eventually.holds(Duration.ofSeconds(10), () -> Metrics.sum("callroster_bulk_spooled_bytes") == 0);
        assertThat(Metrics.sum("callroster_bulk_running"), is(0.0));
    }

    private static String user(String login, String team, String... more) {
        return "{\"loginId\":\"" + login + "\",\"firstName\":\"A\",\"lastName\":\"B\",\"team\":\"" + team + "\""
                + (String.join("", more).contains("\"roles\"") ? "" : ",\"roles\":[]")
                + Arrays.stream(more).map(one -> "," + one).collect(Collectors.joining()) + "}";
    }

    private RequestSpecification request(String query, String type, String body) {
        return tenant.admin().contentType(type).body(body.getBytes(StandardCharsets.UTF_8))
                .queryParams(Arrays.stream(query.split("&")).filter(part -> !part.isEmpty())
                        .collect(Collectors.toMap(part -> part.substring(0, part.indexOf('=')),
                                part -> part.substring(part.indexOf('=') + 1))));
    }

    private RequestSpecification request(String query, String type, String... lines) {
        return request(query, type, String.join("\n", lines));
    }

    private Response send(String query, String type, String... lines) {
        return request(query, type, lines).post("/bulk/user").then().statusCode(202).extract().response();
    }

    private List<JsonPath> bulk(String query, String type, String... lines) {
        return lines(request(query, type, lines).header("Prefer", "wait").post("/bulk/user").then().statusCode(200).extract()
                .response());
    }

    private List<JsonPath> outcomes(String job) {
        return lines(tenant.admin().get("/bulk/" + job).then().statusCode(200).header("Content-Type", is(NDJSON)).extract()
                .response());
    }

    private static List<JsonPath> lines(Response answer) {
        return answer.asString().lines().map(JsonPath::from).toList();
    }

    private static List<String> outcomes(List<JsonPath> lines) {
        return lines.subList(0, lines.size() - 1).stream().map(line -> line.getString("outcome")).toList();
    }

    private static String closing(List<JsonPath> lines) {
        return lines.get(lines.size() - 1).get().toString();
    }
}
