package org.callroster.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.caller.Privilege;
import org.callroster.console.ConsoleCalls.Call;
import org.callroster.console.locks.Locks;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Markup in every text that people, browsers and files can bring into the service is text on every page. */
@QuarkusTest
class StoredMarkupTest {

    /** Every page, those with tabs and filters more than once. */
    private static final List<Call> PAGES = Call.lines("""
            GET
            GET /audit
            GET /audit?user={login}&request={request}
            GET /audit?job={job}
            GET /audit.csv
            GET /confirm?next={login}
            GET /counts/{access}
            GET /import
            GET /jobs
            GET /jobs/{job}
            GET /jobs/{job}/result
            GET /jobs/{job}/result.csv
            GET /locks
            GET /locks?user={login}&ipAddress={lockAddress}&team={team}
            GET /locks/all?user={login}
            GET /login?next={login}
            GET /me
            GET /me?done={login}
            GET /numbers
            GET /numbers/delete?number=14155550001
            GET /numbers/edit?number=14155550001
            GET /numbers/edit?number=14155550002
            GET /numbers/new
            GET /numbers/pool
            GET /policy
            GET /policy?saved={login}
            GET /roles
            GET /roles?q={role}&at={role}
            GET /roles/delete?name={role}
            GET /roles/edit?name={role}
            GET /roles/new
            GET /session
            GET /skills
            GET /skills?q={skill}&at={skill}
            GET /skills/delete?name={skill}
            GET /skills/edit?name={skill}
            GET /skills/new
            GET /teams
            GET /teams?q={team}&at={team}
            GET /teams/delete?name={team}
            GET /teams/edit?name={team}
            GET /teams/new
            GET /users
            GET /users?q={lastName}&team={team}&role={role}&skill={skill}
            GET /users/new
            GET /users/{loginId}
            GET /users/{loginId}?tab=access
            GET /users/{loginId}?tab=history
            GET /users/{loginId}?tab=secrets&done={login}
            GET /users/{loginId}/clone
            GET /users/{loginId}/delete
            GET /users/{loginId}/edit
            GET /users/{loginId}/password
            GET /users/{loginId}/secrets/new
            GET /users/{loginId}/secrets/{id}/end""");

    private static final Pattern FIELD = Pattern.compile("name=\"(\\w+)\"");

    private final SmallTenant tenant = SmallTenant.create();
    /** What the markup in each field is. */
    private final Map<String, String> stored = markupIn("login", "firstName", "lastName", "email", "workPhone", "mobilePhone",
            "team", "role", "skill", "scenario", "textOutService", "displayName", "browser", "address", "loginBrowser",
            "loginAddress", "lockAddress", "secretLockAddress", "actor", "subject", "auditAddress", "request", "field",
            "before", "after", "reason", "lineLogin", "lineTeam");
    private String job;
    private String secret;

    private static Map<String, String> markupIn(String... fields) {
        return Arrays.stream(fields).collect(Collectors.toMap(field -> field, StoredMarkupTest::markup));
    }

    private static String markup(String field) {
        return "<img id=" + field + ">";
    }

    @BeforeEach
    void storeIt() {
        tenant.admin().put("/team/" + Api.path(markup("team"))).then().statusCode(200);
        tenant.admin().put("/skill/" + Api.path(markup("skill"))).then().statusCode(200);
        tenant.adminSends(Map.of("privileges", Arrays.stream(Privilege.values()).map(Privilege::label).toList()))
                .put("/role/" + Api.path(markup("role"))).then().statusCode(200);
        Map<String, Object> user = tenant.somebody(markup("role"));
        user.put("loginId", markup("login"));
        List.of("firstName", "lastName", "email", "workPhone", "mobilePhone", "team")
                .forEach(field -> user.put(field, markup(field)));
        user.put("skills", Map.of(markup("skill"), 50));
        tenant.created(user);
        tenant.adminSends(Map.of("teams", List.of(markup("team")))).put("/supervisor/" + Api.path(markup("login"))).then()
                .statusCode(200);
        Api.newSecret(tenant.name(), markup("login"));
        secret = TestDatabase.value("select s.id from api_secret s join app_user u on u.id = s.user_id join tenant t"
                + " on t.id = u.tenant_id where t.name = ? and u.login_id = ?", tenant.name(), markup("login"));
        number("14155550001", Map.of("type", "scenario", "scenario", markup("scenario"), "textOutService",
                markup("textOutService")));
        number("14155550002", Map.of("type", "phone", "extension", "4711", "displayName", markup("displayName")));
        browsersAndAddresses();
        events();
        job = rehearsed();
    }

    private void number(String number, Map<String, String> attributes) {
        Map<String, String> wanted = new HashMap<>(attributes);
        wanted.put("media", attributes.containsKey("textOutService") ? "voice_text" : "voice");
        tenant.adminSends(wanted).put("/phone/ext/" + number).then().statusCode(200);
    }

    /** Written past the service, which takes less. */
    private void browsersAndAddresses() {
        ConsoleClient.session(tenant.name(), markup("login"));
        TestDatabase.execute("update session set browser = ?, ip_address = ? where tenant_id = (select id from tenant where"
                + " name = ?)", markup("browser"), markup("address"), tenant.name());
        TestDatabase.execute("""
                insert into login_info (tenant_id, user_id, last_login, browser, ip_address, app_type)
                select u.tenant_id, u.id, now(), ?, ?, 'Admin' from app_user u join tenant t on t.id = u.tenant_id
                where t.name = ? and u.login_id = ?""", markup("loginBrowser"), markup("loginAddress"), tenant.name(),
                markup("login"));
        Locks.lock(tenant, markup("login"), "PASSWORD", markup("lockAddress"));
        Locks.lock(tenant, markup("login"), "SECRET", markup("secretLockAddress"));
    }

    private void events() {
        for (String subject : List.of(markup("subject"), markup("login"))) {
            TestDatabase.execute("""
                    insert into audit (tenant_id, id, actor, actor_key, action, subject, subject_key, via, address, request,
                        old_values, new_values, reason)
                    select id, gen_random_uuid(), ?, ?, 'user updated', ?, ?, '<img v>', ?, ?, ?, ?, ? from tenant
                    where name = ?""", markup("actor"), markup("actor"), subject, subject, markup("auditAddress"),
                    markup("request"), json(markup("field"), markup("before")), json(markup("field"), markup("after")),
                    markup("reason"), tenant.name());
        }
    }

    private static String json(String field, String value) {
        return "{\"" + field + "\":\"" + value + "\"}";
    }

    private String rehearsed() {
        Response begun = evil().contentType("text/csv").body("loginId,firstName,lastName,team\n" + markup("lineLogin") + ",A,B,"
                + markup("lineTeam") + "\n").post("/import/file?mode=create&dryRun=true");
        String id = ConsoleClient.page(begun, 200).select("#job-id").val();
        Eventually.holds(Duration.ofSeconds(20),
                () -> TestDatabase.value("select state from bulk_job where cast(id as text) = ?", id).equals("done"));
        return id;
    }

    @Test
    void noPageMakesMarkupOfWhatIsStored() {
        Set<String> missing = ConsoleCalls.all("GET");
        missing.removeAll(ConsoleCalls.names(PAGES.stream()));
        assertEquals(Set.of(), missing, "pages without a line in this test");
        Set<String> shown = new TreeSet<>();
        assertAll(PAGES.stream().map(call -> () -> {
            Response answer = named(call).send(evil());
            assertTrue(Set.of(200, 204, 303).contains(answer.statusCode()), call + " answers " + answer.statusCode());
            shown.addAll(textsOf(call, answer));
        }));
        assertEquals(new TreeSet<>(stored.values()), shown);
    }

    @Test
    void noAnswerToAFormMakesMarkupOfWhatWasSent() throws IOException {
        String form = fieldsOfTheTemplates().map(field -> field + "=" + Api.path(markup(field)))
                .collect(Collectors.joining("&"));
        assertAll(
                ConsoleCalls.all("POST").stream().sorted((a, b) -> Boolean.compare(a.contains("delete"), b.contains("delete")))
                        .map(name -> () -> {
                            Call call = named(new Call("POST", Call.of(name).target(), form));
                            Response answer = call.send(ConsoleClient.as(tenant.name(), "admin"));
                            assertTrue(answer.statusCode() < 500, name + " answers " + answer.statusCode());
                            textsOf(call, answer);
                            textsOf(call, call.send(ConsoleClient.partial(ConsoleClient.as(tenant.name(), "admin"))));
                        }));
    }

    private Call named(Call call) {
        return call.naming(stored).naming(Map.of("loginId", markup("login"), "id", secret, "job", job, "access", "locked"));
    }

    /** What the page shows of it; files are no pages. */
    private Set<String> textsOf(Call call, Response answer) {
        String type = answer.contentType();
        if (!type.startsWith("text/html")) {
            assertTrue(type.isEmpty() || type.startsWith("text/csv"), call + " answers " + type);
            return Set.of();
        }
        Document page = Jsoup.parse(answer.asString());
        assertEquals(0, page.select("img").size(), () -> call + " has " + page.select("img"));
        String text = page.text() + page.select("[value]").eachAttr("value");
        return stored.values().stream().filter(text::contains).collect(Collectors.toSet());
    }

    private static Stream<String> fieldsOfTheTemplates() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/templates/console"))) {
            return files.map(StoredMarkupTest::read).flatMap(text -> FIELD.matcher(text).results()).map(StoredMarkupTest::name)
                    .distinct().toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(MatchResult field) {
        return field.group(1);
    }

    private RequestSpecification evil() {
        return ConsoleClient.as(tenant.name(), markup("login"));
    }
}
