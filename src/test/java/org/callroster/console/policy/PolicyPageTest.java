package org.callroster.console.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Console section 1, the policy. */
@QuarkusTest
class PolicyPageTest {

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void everySettingIsShownWithItsUnitAndWhatItMeans() {
        Document page = page(as("admin").get("/policy"), 200);
        assertEquals(List.of("Lockout", "Passwords and logins", "Sessions", "Audit"), page.select("legend").eachText());
        assertEquals("12", page.select("#f-minPasswordLength").val());
        assertTrue(page.select("#f-lockoutEnabled").hasAttr("checked"));
        Map<String, Object> api = tenant.admin().get("/securitypolicy").path("$");
        assertEquals(api.keySet(), Map.copyOf(fields(page, true)).keySet());
        page.select(".settings input").forEach(field -> assertTrue(!described(page, field).isBlank()));
    }

    @Test
    void aChangeIsSavedAndInTheAudit() {
        Map<String, String> wanted = fields(page(as("admin").get("/policy"), 200), false);
        wanted.put("minPasswordLength", "15");
        wanted.put("sessionInactivityMinutes", "60");
        wanted.remove("lockBySecrets");
        form(as("admin"), wanted).post("/policy").then().statusCode(303).header("Location", "/console/policy?saved=true");
        assertEquals("Saved. It is in force everywhere within a second.",
                page(as("admin").get("/policy?saved=true"), 200).select("#main [role=status]").text());
        tenant.admin().get("/securitypolicy").then().body("minPasswordLength", equalTo(15))
                .body("lockBySecrets", equalTo(false)).body("maxLoginAttempts", equalTo(6));
        tenant.admin().get("/audit?kind=security%20policy%20changed").then().body("events.size()", equalTo(1))
                .body("events[0].via", equalTo("console")).body("events[0].after.minPasswordLength", equalTo(15));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "101 | Must be from 1 to 100.", "0 | Must be from 1 to 100.",
            "-5 | Must be from 1 to 100.", "six | Must be a whole number.", "'' | Must be a whole number.",
            "99999999999 | Must be a whole number.", "1.5 | Must be a whole number.",
            "<img src=x> | Must be a whole number." })
    void whatIsWrongStandsAtItsFieldAndTheRestIsKept(String typed, String message) {
        Map<String, String> wanted = fields(page(as("admin").get("/policy"), 200), false);
        wanted.put("maxLoginAttempts", typed);
        wanted.put("passwordHistory", "5");
        Document again = page(form(as("admin"), wanted).post("/policy"), 400);
        Element field = again.select("#f-maxLoginAttempts").first();
        assertEquals(typed, field.val());
        assertEquals("true", field.attr("aria-invalid"));
        assertTrue(described(again, field).contains(message), described(again, field));
        assertEquals("#f-maxLoginAttempts", again.select(".problem[data-focus] a").attr("href"));
        assertEquals("5", again.select("#f-passwordHistory").val());
        assertEquals(0, again.select("img").size());
        tenant.admin().get("/securitypolicy").then().body("passwordHistory", equalTo(0));
    }

    @Test
    void hugeValuesAreRefused() {
        Map<String, String> wanted = fields(page(as("admin").get("/policy"), 200), false);
        wanted.put("maxLoginAttempts", "9".repeat(200_000));
        page(form(as("admin"), wanted).post("/policy"), 400);
        wanted.put("maxLoginAttempts", "6");
        wanted.put("etag", "\"".repeat(200_000));
        page(form(as("admin"), wanted).post("/policy"), 412);
    }

    @Test
    void aPolicyThatSomebodyElseChangedMeanwhileIsShownBesideTheForm() {
        Map<String, String> wanted = fields(page(as("admin").get("/policy"), 200), false);
        wanted.put("minPasswordLength", "15");
        tenant.adminSends(Map.of("minPasswordLength", 20)).put("/securitypolicy").then().statusCode(200);
        Document again = page(form(as("admin"), wanted).post("/policy"), 412);
        assertEquals("Changed meanwhile by admin, just now", again.select(".problem h2").text());
        assertEquals("15", again.select("#f-minPasswordLength").val());
        assertEquals("In force now: 20", again.select("#n-minPasswordLength").text());
        form(as("admin"), fields(again, false)).post("/policy").then().statusCode(303);
        tenant.admin().get("/securitypolicy").then().body("minPasswordLength", equalTo(15));
    }

    @Test
    void withoutTheVersionThatWasSeenNothingIsReplaced() {
        Map<String, String> wanted = fields(page(as("admin").get("/policy"), 200), false);
        wanted.remove("etag");
        form(as("admin"), wanted).post("/policy").then().statusCode(412);
    }

    @Test
    void ofEightAtOnceOneWins() {
        Map<String, String> seen = fields(page(as("admin").get("/policy"), 200), false);
        String session = ConsoleClient.session(tenant.name(), "admin");
        List<Integer> answers = Api.atOnce(8, i -> {
            Map<String, String> wanted = new LinkedHashMap<>(seen);
            wanted.put("minPasswordLength", Integer.toString(20 + i));
            return form(ConsoleClient.with(session), wanted).post("/policy");
        });
        assertEquals(1, Collections.frequency(answers, 303), answers.toString());
        assertEquals(7, Collections.frequency(answers, 412), answers.toString());
    }

    @Test
    void theRecentPasswordIsNeeded() {
        Map<String, String> wanted = fields(page(as("admin").get("/policy"), 200), false);
        wanted.put("minPasswordLength", "15");
        Response asked = form(ConsoleClient.with(ConsoleClient.session(tenant.name(), "admin", 20)), wanted).post("/policy");
        assertEquals("Is it still you?", page(asked, 401).select("h1").text());
        tenant.admin().get("/securitypolicy").then().body("minPasswordLength", equalTo(12));
    }

    @Test
    void onlyThoseWithThePrivilegeSeeAndChangeIt() {
        tenant.adminSends(Map.of("privileges", List.of("Manage users", "Manage all teams"))).put("/role/Users");
        RequestSpecification other = ConsoleClient.as(tenant.name(), tenant.created("Users"));
        assertEquals("You may not do this", page(other.get("/policy"), 403).select(".problem h2").text());
        form(other, "minPasswordLength", "15").post("/policy").then().statusCode(403);
        assertEquals(0, page(other.get("/users"), 200).select("nav [href$=/policy]").size());
        ConsoleClient.anonymous().get("/policy").then().statusCode(303).header("Location", startsWith("/console/login"));
    }

    @Test
    void anotherContactCentreKeepsItsPolicy() {
        SmallTenant rival = SmallTenant.create();
        Map<String, String> wanted = fields(page(as("admin").get("/policy"), 200), false);
        wanted.put("minPasswordLength", "15");
        form(as("admin"), wanted).post("/policy").then().statusCode(303);
        assertEquals("12",
                page(ConsoleClient.as(rival.name(), "admin").get("/policy"), 200).select("#f-minPasswordLength").val());
    }

    private static String described(Document page, Element field) {
        return String.join(" ",
                List.of(field.attr("aria-describedby").split(" ")).stream().map(id -> page.select("#" + id).text()).toList());
    }

    /** As a browser sends them; with those that are off, if wanted. */
    private static Map<String, String> fields(Document page, boolean withoutTag) {
        Map<String, String> fields = new LinkedHashMap<>();
        page.select("#main form input").stream()
                .filter(field -> !field.attr("type").equals("checkbox") || withoutTag || field.hasAttr("checked"))
                .forEach(field -> fields.put(field.attr("name"), field.val()));
        if (withoutTag) {
            fields.remove("etag");
        }
        return fields;
    }

    private RequestSpecification as(String login) {
        return ConsoleClient.as(tenant.name(), login);
    }
}
