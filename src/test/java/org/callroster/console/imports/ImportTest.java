package org.callroster.console.imports;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.RawHttp;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.callroster.console.ConsoleClient.partial;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Console flow 4: a spreadsheet is rehearsed, run, and its wrong lines come back. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ImportTest {

    private static final String HEADER = "loginId,firstName,lastName,team\n";
    private static final int TOO_LONG = 200_000;

    private final SmallTenant tenant = SmallTenant.withPool(100, 9999);

    @Test
    void aRehearsalNamesTheWrongLinesAndWritesNothing() {
        Document job = rehearsed(HEADER + "ann,Ann,Lee,Staff\nbob,Bob,Ray,Stuff\nadmin,Ada,Changed,Staff\n");
        assertEquals("Rehearsal", job.select("#job h1").text());
        assertEquals("Done: 1 new, 1 would change, 1 wrong.", job.select("#job-counts").text());
        assertEquals(List.of("3", "bob", "team: there is no team Stuff; Staff is near"),
                job.select("#job tbody tr > *").eachText());
        tenant.admin().get("/user/ann").then().statusCode(404);
    }

    @Test
    void aRunHasAPageOfItsOwnThatEveryColleagueFinds() {
        Response answer = send(partial(admin()), "mode=create&dryRun=false", HEADER + "ann,Ann,Lee,Staff\nann,Ann,Lee,Staff\n");
        answer.then().statusCode(204);
        Document job = ended(answer.header("HX-Redirect"));
        assertEquals("Done: 1 created, 1 failed.", job.select("#job-counts").text());
        assertTrue(job.select("#job tbody").text().contains("stands in line 2 already"), job.text());
        tenant.admin().get("/audit?user=ann").then().body("events[0].via", equalTo("bulk"));
        assertEquals(List.of("Import"), page(admin().get("/jobs"), 200).select("tbody th").eachText());
    }

    @Test
    void withoutAScriptTheRunIsAnsweredByItsAddress() {
        send(admin(), "mode=create", HEADER + "ann,Ann,Lee,Staff\n").then().statusCode(303)
                .header("Location", startsWith("/console/jobs/"));
    }

    @Test
    void columnsAreGuessedInEveryEncodingAndMayBeMappedOrLeftOut() {
        String names = "\"Login ID\";First name;Tema;Shoe size;lastName";
        for (byte[] file : List.of(names.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + names.replace(';', '\t')).getBytes(StandardCharsets.UTF_16LE))) {
            Document columns = page(admin().contentType("text/csv").body(file).post("/import/columns"), 200);
            assertEquals(List.of("loginId", "firstName", "team", "leave out", "lastName"),
                    columns.select("select").stream().map(column -> column.select("option[selected]").isEmpty()
                            ? column.select("option").first().text()
                            : column.select("option[selected]").text()).toList());
        }
        Document job = rehearsed("column=loginId&column=firstName&column=team&column=-&column=lastName",
                names + "\nann;Ann;Staff;44;Lee\n");
        assertEquals("Done: 1 new.", job.select("#job-counts").text());
    }

    @Test
    void aMappingMustFitTheFile() {
        assertThat(send(admin(), "mode=create&dryRun=true&column=loginId&column=team", HEADER).then().statusCode(400).extract()
                .asString(), containsString("4 columns"));
        send(admin(), "mode=create&dryRun=true&column=loginId&column=loginId&column=-&column=-", HEADER).then().statusCode(400);
        send(admin(), "mode=create&dryRun=true&column=" + "x".repeat(2000), "loginId\nann\n").then().statusCode(400);
        tenant.admin().contentType("text/csv").body("loginId\nann\n").post("/bulk/user?mode=create&column=loginId").then()
                .statusCode(400);
    }

    @Test
    void whatIsNoTableIsRefusedInWords() {
        byte[] workbook = { 'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0, (byte) 0xFF, (byte) 0xD8 };
        Document refused = page(admin().contentType("text/csv").body(workbook).post("/import/columns"), 400);
        assertTrue(refused.select(".problem").text().contains("save the spreadsheet as CSV"), refused.text());
        page(send(admin(), "mode=create&dryRun=true", ""), 400);
        page(send(admin(), "mode=perhaps", HEADER), 400);
        page(form(admin(), "a", "b").post("/import/file?mode=create"), 415);
    }

    @Test
    void wrongLinesComeBackWithTheReasonAndCanBeSentAgain() {
        String file =
                "sep=;\nloginId;firstName;lastName;team\nann;Ann;Lee;Staff\nbob;Bob;\"Ray;\nsecond line\";Staff\ncid;Cid;Dee;Stuff\n";
        Document job = rehearsed(file);
        String wrong = admin().contentType("text/csv").body(file)
                .post("/import/file/wrong?job=" + job.select("#job-id").val()).then().statusCode(200).extract().asString();
        assertThat(wrong, startsWith("\uFEFFloginId;firstName;lastName;team;error\r\nbob;Bob;\"Ray;\nsecond line\";Staff;\""));
        assertThat(wrong, containsString("there is no team Stuff; Staff is near"));
        assertTrue(!wrong.contains("ann;"), wrong);
        Document again = rehearsed("column=loginId&column=firstName&column=lastName&column=team&column=-", wrong);
        assertThat(again.select("#job-counts").text(), containsString("wrong"));
    }

    @Test
    void markupStaysText() {
        Document job = rehearsed(HEADER + "<img src=x onerror=alert(1)>,A,B,<b>Stuff</b>\n" + "x".repeat(TOO_LONG) + ",A,B,C\n"
                + "\u0000\"outcome\":\"failed\",A,B,Nowhere\n");
        assertEquals(0, job.select("#job img, #job b").size());
        assertEquals(3, job.select("#job tbody tr").size());
        Document columns = page(admin().contentType("text/csv").body("<script>1</script>,b").post("/import/columns"), 200);
        assertEquals(0, columns.select("label script").size());
        page(admin().contentType("text/csv").body("x".repeat(TOO_LONG)).post("/import/columns"), 400);
    }

    @Test
    void manyWrongLinesHavePages() {
        Document job = rehearsed(HEADER + IntStream.range(0, 1234).mapToObj(i -> "user" + i + ",A,B,"
                + (i % 3 == 0 ? "Staff" : "Nowhere") + "\n").collect(Collectors.joining()));
        assertEquals(200, job.select("#job tbody tr").size());
        int shown = 200;
        while (!job.select("[rel=next]").isEmpty()) {
            job = page(admin().get(job.select("[rel=next]").attr("href").replace("/console", "")), 200);
            shown += job.select("#job tbody tr").size();
        }
        assertEquals(822, shown);
        page(admin().get("/jobs/" + job.select("#job-id").val() + "?after=nonsense"), 200);
    }

    @Test
    void theResultHasThePasswordsThatWereMadeAndAsksForTheReadersOwn() {
        String path = send(admin(), "mode=create&passwords=generate", HEADER + "=ann,Ann,Lee,Staff\n").header("Location")
                .replace("/console", "");
        ended("/console" + path);
        String csv = admin().get(path + "/result.csv").then().statusCode(200)
                .header("Content-Disposition", startsWith("attachment")).contentType(startsWith("text/csv")).extract()
                .asString();
        assertTrue(csv.matches("(?s)line,loginId,outcome,error,warning,password\r\n2,'=ann,created,,,[^,]{10,}\r\n"), csv);
        String late = ConsoleClient.session(tenant.name(), "admin", 20);
        List.of("/result", "/result.csv").forEach(what -> assertEquals("Is it still you?",
                page(ConsoleClient.with(late).get(path + what), 401).select("h1").text()));
        send(ConsoleClient.with(late), "mode=create&dryRun=false", HEADER + "bob,Bob,Ray,Staff\n").then().statusCode(401);
        send(ConsoleClient.with(late), "mode=create&dryRun=true", HEADER + "bob,Bob,Ray,Staff\n").then().statusCode(200);
        String colleague = tenant.created("Everything");
        String theirs = ConsoleClient.as(tenant.name(), colleague).get(path + "/result.csv").asString();
        assertThat(theirs, containsString("2,'=ann,created,,,\r\n"));
    }

    @Test
    void jobsOfOthersAreNotThere() {
        String path = send(admin(), "mode=create", HEADER + "ann,Ann,Lee,Staff\n").header("Location").replace("/console", "");
        String supervisor = tenant.created(role("Manage users", "View users"));
        tenant.superviseStaff(supervisor);
        RequestSpecification[] others = { ConsoleClient.admin(), ConsoleClient.as(tenant.name(), supervisor) };
        for (RequestSpecification other : others) {
            for (String what : List.of("", "/result", "/result.csv")) {
                other.get(path + what).then().statusCode(404);
            }
        }
        form(ConsoleClient.admin()).post(path + "/stop").then().statusCode(404);
        ConsoleClient.admin().contentType("text/csv").body(HEADER).post("/import/file/wrong?job=" + path.replace("/jobs/", ""))
                .then().statusCode(404);
        page(admin().get("/jobs/" + UUID.randomUUID()), 404);
        page(admin().get("/jobs/nonsense"), 404);
        page(admin().get("/jobs/" + "x".repeat(3000)), 404);
    }

    @Test
    void supervisorsImportIntoTheirTeamsOnly() {
        String supervisor = tenant.created(role("Manage users", "View users"));
        tenant.superviseStaff(supervisor);
        tenant.adminSends("").put("/team/Other");
        RequestSpecification caller = ConsoleClient.as(tenant.name(), supervisor);
        Response begun = send(caller, "mode=create", HEADER + "ann,Ann,Lee,Staff\nbob,Bob,Ray,Other\n");
        Document job = ended(ConsoleClient.as(tenant.name(), supervisor), begun.header("Location"));
        assertEquals("Done: 1 created, 1 failed.", job.select("#job-counts").text());
    }

    @Test
    void importsAreForThoseWhoManageUsers() {
        String desk = tenant.created(role("Unlock users", "View users"));
        RequestSpecification caller = ConsoleClient.as(tenant.name(), desk);
        page(caller.get("/import"), 403);
        page(ConsoleClient.as(tenant.name(), desk).contentType("text/csv").body(HEADER).post("/import/columns"), 403);
        page(send(ConsoleClient.as(tenant.name(), desk), "mode=create", HEADER), 403);
        page(ConsoleClient.as(tenant.name(), desk).get("/jobs"), 200);
        String agent = tenant.created();
        page(ConsoleClient.as(tenant.name(), agent).get("/jobs"), 403);
        ConsoleClient.anonymous().get("/import").then().statusCode(303);
    }

    @Test
    void twoOfEightAtOnceRunAndTheOthersAreToldToWait() {
        String file =
                HEADER + IntStream.range(0, 3000).mapToObj(i -> "user" + i + ",A,B,Staff\n").collect(Collectors.joining());
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<Integer> statuses = Api.atOnce(8, i -> send(ConsoleClient.with(session), "mode=create&dryRun=true", file));
        assertEquals(2, Collections.frequency(statuses, 200), statuses.toString());
        assertEquals(6, Collections.frequency(statuses, 503), statuses.toString());
        Eventually.holds(Duration.ofSeconds(30),
                () -> page(admin().get("/jobs"), 200).select("tbody").text().split("done", -1).length == 3);
    }

    @Test
    void aBulkCanBeStopped() {
        String file =
                HEADER + IntStream.range(0, 20_000).mapToObj(i -> "user" + i + ",A,B,Staff\n").collect(Collectors.joining());
        String path = send(admin(), "mode=create", file).header("Location");
        Document running = page(admin().header("X-Poll", "1").get(path.replace("/console", "")), 200);
        assertEquals("every 1s", running.select("#job").attr("hx-trigger"));
        assertEquals("20001", running.select("progress").attr("max"));
        form(admin()).post(path.replace("/console", "") + "/stop").then().statusCode(303).header("Location", is(path));
        Document stopped = ended(path);
        assertThat(stopped.select("#job-counts").text(), startsWith("Stopped"));
        assertEquals("", stopped.select("#job").attr("hx-trigger"));
    }

    @Test
    void eightStopOneBulkAtOnce() {
        String file =
                HEADER + IntStream.range(0, 20_000).mapToObj(i -> "user" + i + ",A,B,Staff\n").collect(Collectors.joining());
        String path = send(admin(), "mode=create", file).header("Location");
        String session = ConsoleClient.session(tenant.name(), "admin");
        assertEquals(Collections.nCopies(8, 303),
                Api.atOnce(8, i -> form(ConsoleClient.with(session)).post(path.replace("/console", "") + "/stop")));
        assertThat(ended(path).select("#job-counts").text(), startsWith("Stopped"));
        form(admin()).post(path.replace("/console", "") + "/stop").then().statusCode(303);
        assertEquals("stopped", ended(path).select("#job").attr("data-state"));
    }

    /** A script then shows the login in its dialog, and sends the file again. */
    @Test
    void aFileSentAfterTheSessionEndedIsAnsweredByTheLogin() {
        String session = ConsoleClient.session(tenant.name(), "admin");
        form(ConsoleClient.with(session)).post("/logout").then().statusCode(303);
        Eventually.holds(Duration.ofSeconds(1), () -> ConsoleClient.with(session).get("/session").statusCode() == 303);
        for (String path : List.of("/import/file?mode=create", "/import/file/wrong?job=" + UUID.randomUUID(),
                "/import/columns")) {
            Response answer = partial(ConsoleClient.with(session)).contentType("text/csv").body(HEADER).post(path);
            assertEquals("Log in", page(answer, 401).select("h1").text());
            answer.then().header("HX-Retarget", "#dialog-content");
        }
        assertTrue(page(admin().get("/jobs"), 200).select("tbody").isEmpty());
    }

    @Test
    void aBeginningOfOverAMebibyteIsRefused() {
        String answer = RawHttp.exchange("POST /console/import/columns HTTP/1.1", "Content-Type: text/csv",
                "Sec-Fetch-Site: same-origin", "Content-Length: " + ((1 << 20) + 1),
                "Cookie: " + ConsoleClient.COOKIE + "=" + ConsoleClient.session(tenant.name(), "admin"));
        assertThat(answer, startsWith("HTTP/1.1 413 "));
        assertThat(answer, containsString("The body is over 1 MiB."));
    }

    @Test
    void wrongLinesNeedABulkAndTheFile() {
        String job = rehearsed(HEADER + "bob,Bob,Ray,Stuff\n").select("#job-id").val();
        page(wrongLines("", HEADER.getBytes(StandardCharsets.UTF_8)), 404);
        page(wrongLines("?job=x", HEADER.getBytes(StandardCharsets.UTF_8)), 404);
        page(wrongLines("?job=" + job, new byte[0]), 400);
        page(wrongLines("?job=" + job, "\nbob\n".getBytes(StandardCharsets.UTF_8)), 400);
        page(wrongLines("?job=" + job, "loginId\nJos\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)), 400);
    }

    private Response wrongLines(String query, byte[] file) {
        return admin().contentType("text/csv").body(file).post("/import/file/wrong" + query);
    }

    private Document rehearsed(String file) {
        return rehearsed("", file);
    }

    private Document rehearsed(String columns, String file) {
        Document begun = page(send(admin(), "mode=upsert&dryRun=true&" + columns, file), 200);
        return ended("/console/jobs/" + begun.select("#job-id").val());
    }

    private Document ended(String path) {
        return ended(admin(), path);
    }

    private static Document ended(RequestSpecification caller, String path) {
        Document[] last = { null };
        Eventually.holds(Duration.ofSeconds(60), () -> {
            last[0] = page(caller.get(path.replace("/console", "")), 200);
            return !last[0].select("#job").attr("data-state").equals("running");
        });
        return last[0];
    }

    private static Response send(RequestSpecification caller, String query, String file) {
        return caller.contentType("text/csv; charset=UTF-8").body(file).post("/import/file?" + query);
    }

    private RequestSpecification admin() {
        return ConsoleClient.as(tenant.name(), "admin");
    }

    private String role(String... privileges) {
        String name = "Role " + UUID.randomUUID();
        tenant.adminSends(Map.of("privileges", List.of(privileges))).put("/role/" + Api.path(name)).then().statusCode(200);
        return name;
    }
}
