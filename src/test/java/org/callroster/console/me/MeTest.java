package org.callroster.console.me;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.callroster.console.ConsoleClient.with;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Console section 1, the own account. */
@QuarkusTest
class MeTest {

    private static final String PASSWORD = "Plenty of rope, 42 m";
    private static final String OTHER = "seven lazy zebras at noon";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void openSessionsAreListedAndOnlyOnesOwn() {
        String session = ConsoleClient.session(tenant.name(), "admin");
        ConsoleClient.session(tenant.name(), "admin");
        ConsoleClient.session(tenant.name(), tenant.created("Everything"));
        TestDatabase.execute("""
                update session set browser = '<img src=x>', ip_address = '192.0.2.9'
                where user_id = (select u.id from app_user u join tenant t on t.id = u.tenant_id
                    where t.name = ? and u.login_id = 'admin')""", tenant.name());
        Document page = page(with(session).get("/me"), 200);
        assertEquals(List.of("Admin this session", "Admin"), page.select("tbody th").eachText().stream().sorted((a, b) -> b
                .length() - a.length()).toList());
        assertEquals("<img src=x>", page.select("[data-label=Browser]").first().text());
        assertEquals(0, page.select("img").size());
        assertEquals("192.0.2.9", page.select("[data-label=From]").first().text());
    }

    @Test
    void theOthersCanBeEnded() {
        String own = ConsoleClient.session(tenant.name(), "admin");
        String other = ConsoleClient.session(tenant.name(), "admin");
        String another = ConsoleClient.session(tenant.name(), tenant.created("Everything"));
        with(other).get("/me").then().statusCode(200);
        form(with(own), "x", "y").post("/me/sessions/end").then().statusCode(303).header("Location", "/console/me?done=ended");
        Eventually.holds(SECOND, () -> with(other).get("/me").statusCode() == 303);
        Document page = page(with(own).get("/me?done=ended"), 200);
        assertEquals("Ended. Only this session is open.", page.select("#main [role=status]").text());
        assertEquals(0, page.select("button:contains(End others)").size());
        with(another).get("/me").then().statusCode(200);
        tenant.admin().get("/audit?kind=sessions%20ended").then().body("events.size()", equalTo(1))
                .body("events[0].via", equalTo("console"));
    }

    @Test
    void eightAtOnceEndThemOnce() {
        String own = ConsoleClient.session(tenant.name(), "admin");
        ConsoleClient.session(tenant.name(), "admin");
        List<Integer> answers = Api.atOnce(8, i -> form(with(own), "x", "y").post("/me/sessions/end"));
        assertEquals(Collections.nCopies(8, 303), answers);
        tenant.admin().get("/audit?kind=sessions%20ended").then().body("events.size()", equalTo(1));
        with(own).get("/me").then().statusCode(200);
    }

    @Test
    void aNewPasswordEndsTheSessionsAndOpensANewOne() {
        String login = user();
        String old = ConsoleClient.session(tenant.name(), login);
        String other = ConsoleClient.session(tenant.name(), login);
        with(old).get("/me").then().statusCode(200);
        Response changed = change(old, PASSWORD, OTHER);
        changed.then().statusCode(303).header("Location", "/console/me?done=password");
        String session = changed.cookie(ConsoleClient.COOKIE);
        assertNotEquals(old, session);
        Eventually.holds(SECOND, () -> with(old).get("/me").statusCode() == 303);
        Eventually.holds(SECOND, () -> with(other).get("/me").statusCode() == 303);
        Document page = page(with(session).get("/me?done=password"), 200);
        assertEquals("Your password is changed. All your other sessions have ended.",
                page.select("#main [role=status]").text());
        assertEquals(1, page.select("tbody tr").size());
        tenant.admin().get("/audit?user=" + login + "&kind=password%20changed").then().body("events[0].via",
                equalTo("console"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "wrong | seven lazy zebras at noon | 400 | The current password is wrong. | password",
            "Plenty of rope, 42 m | short | 403 | The new password  | newpassword",
            "Plenty of rope, 42 m | Plenty of rope, 42 m | 403 | The new password  | newpassword",
            "'' | seven lazy zebras at noon | 400 | Password is missing. | password",
            "Plenty of rope, 42 m | '' | 400 | The new password is missing. | newpassword" })
    void whatIsWrongStandsAtItsField(String password, String wanted, int status, String message, String field) {
        String session = ConsoleClient.session(tenant.name(), user());
        Response answer = change(session, password, wanted);
        Document page = page(answer, status);
        assertTrue((page.select("#why").text() + " ").startsWith(message), page.select("#why").text());
        assertEquals(Set.of("f-" + field), Set.copyOf(page.select("[aria-invalid]").eachAttr("id")));
        assertTrue(!answer.headers().hasHeaderWithName("Set-Cookie"));
        with(session).get("/me").then().statusCode(200);
    }

    @Test
    void hugePasswordsAreRefused() {
        String session = ConsoleClient.session(tenant.name(), user());
        page(change(session, "\u0301".repeat(100_000), OTHER), 400);
        page(change(session, PASSWORD, "\u0301".repeat(100_000)), 400);
    }

    @Test
    void guessesLockAsInTheLogin() {
        String login = user();
        String session = ConsoleClient.session(tenant.name(), login);
        for (int i = 0; i < 6; i++) {
            change(session, "wrong " + i, OTHER).then().statusCode(400);
        }
        assertTrue(page(change(session, PASSWORD, OTHER), 403).select("#why").text().contains("locked"));
    }

    @Test
    void ofEightChangesAtOnceOneWins() {
        String login = user();
        String session = ConsoleClient.session(tenant.name(), login);
        List<Integer> answers = Api.atOnce(8, i -> change(session, PASSWORD, OTHER + " " + i));
        assertTrue(Collections.frequency(answers, 303) == 1, answers.toString());
        assertTrue(answers.stream().allMatch(Set.of(303, 400, 403, 409)::contains), answers.toString());
    }

    @Test
    void strangersAreSentToTheLogin() {
        ConsoleClient.anonymous().get("/me").then().statusCode(303).header("Location", startsWith("/console/login"));
        page(form(ConsoleClient.anonymous(), "x", "y").post("/me/sessions/end"), 401);
        page(form(ConsoleClient.anonymous(), "password", PASSWORD, "newpassword", OTHER).post("/me/password"), 401);
    }

    private String user() {
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", PASSWORD);
        return tenant.created(user);
    }

    private static Response change(String session, String password, String wanted) {
        return form(with(session), "password", password, "newpassword", wanted).post("/me/password");
    }
}
