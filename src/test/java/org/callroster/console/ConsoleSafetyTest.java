package org.callroster.console;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.callroster.console.ConsoleClient.admin;
import static org.callroster.console.ConsoleClient.anonymous;
import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.callroster.console.ConsoleClient.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an attacker would try on the console (section 3). */
@QuarkusTest
class ConsoleSafetyTest {

    private static String victim;

    @BeforeEach
    void thereIsSomebody() {
        victim = victim == null ? Users.created() : victim;
    }

    @Test
    void onlyPagesOfTheConsoleCanMakeABrowserChangeSomething() {
        assertEquals(403, unlock(Map.of("Sec-Fetch-Site", "cross-site")));
        assertEquals(403, unlock(Map.of("Sec-Fetch-Site", "same-site")));
        assertEquals(403, unlock(Map.of("Sec-Fetch-Site", "none")));
        assertEquals(403, unlock(Map.of()));
        assertEquals(403, unlock(Map.of("Origin", "https://evil.example")));
        assertEquals(403, unlock(Map.of("Origin", "null")));
        assertEquals(403, unlock(Map.of("Origin", "http://localhost:1")));
        assertEquals(403, unlock(Map.of("Origin", "x".repeat(9000))));
        assertEquals(303, unlock(Map.of("Sec-Fetch-Site", "same-origin")));
        assertEquals(303, unlock(Map.of("Origin", "http://localhost:" + RestAssured.port)));
    }

    /** Not even with a good body: that of the login comes from others' pages too. */
    @Test
    void nobodyIsLoggedInByAPageOfAnotherSite() {
        given().basePath("/console").header("Sec-Fetch-Site", "cross-site").formParam("tenant", Api.EXAMPLE)
                .formParam("login", "admin").formParam("password", "x").post("/login").then().statusCode(403);
    }

    @Test
    void aChangeIsAFormAndNothingElse() {
        admin().contentType("text/plain").body("etag=1").post("/users/" + victim + "/disable").then().statusCode(415);
        admin().get("/users/" + victim + "/unlock").then().statusCode(404);
    }

    @Test
    void theCookieOpensTheConsoleAlone() {
        String session = ConsoleClient.session(Api.EXAMPLE, "admin");
        given().cookie(ConsoleClient.COOKIE, session).get(Api.BASE + "/user").then().statusCode(401);
        given().cookie(ConsoleClient.COOKIE, session).get("/scim/v2/Users").then().statusCode(401);
        given().cookie(ConsoleClient.COOKIE, session).get("/configapi/v2/user/console/").then().statusCode(401);
        with(session).get("/users").then().statusCode(200);
    }

    @Test
    void aTokenOfTheApiOpensNoPage() {
        anonymous().header("Authorization", "Bearer " + Api.token(Api.EXAMPLE, "admin")).get("/users").then().statusCode(303);
    }

    @Test
    void forgedIdsOpenNothing() {
        String real = ConsoleClient.session(Api.EXAMPLE, "admin");
        List.of("", "x", "1", "00000000-0000-0000-0000-000000000000", real.substring(0, 35) + (real.endsWith("0") ? "1" : "0"),
                real + "0", "'; drop table session; --", "é".repeat(300), "x".repeat(8000))
                .forEach(id -> given().basePath("/console").redirects().follow(false)
                        .header("Cookie", ConsoleClient.COOKIE + "=" + id).get("/users").then().statusCode(303)
                        .header("Location", startsWith("/console/login")));
    }

    @Test
    void anIdOfAnotherApplicationOpensNothing() {
        String session = ConsoleClient.session(Api.EXAMPLE, "admin");
        TestDatabase.execute("update session set application = 'wallboard' where user_id ="
                + " (select id from app_user where login_id = 'admin' and tenant_id = (select id from tenant where name = ?))"
                + " and opened_at > now() - interval '2 seconds'", Api.EXAMPLE);
        with(session).get("/users").then().statusCode(303);
    }

    @Test
    void noPageIsShownInAFrameOrRunsForeignScriptsOrIsKept() {
        for (RequestSpecification request : List.of(admin(), anonymous())) {
            for (String path : List.of("/users", "/login", "/users?access=nonsense", "/users/" + victim)) {
                request.get(path).then().header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                        .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                        .header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "same-origin")
                        .header("Cross-Origin-Opener-Policy", "same-origin").header("Cache-Control", "no-store");
            }
        }
        admin().get("/users").then().header("X-Frame-Options", "DENY");
    }

    @Test
    void theFilesOfThePagesMayBeKept() {
        given().get("/console/lib/console.css").then().statusCode(200).header("Cache-Control", containsString("max-age"));
        given().get("/console/lib/import.js").then().statusCode(200);
        given().get("/console/lib/htmx.min.js").then().statusCode(200);
        given().get("/console/lib/pico.min.css").then().statusCode(200);
        given().get("/console/lib/favicon.svg").then().statusCode(200).contentType(startsWith("image/svg+xml"));
    }

    @Test
    void theScriptOfImportsIsLoadedThereAloneAndInTheVersionOfThePage() {
        List<String> scripts = page(admin().get("/import"), 200).select("script").eachAttr("src");
        String version = scripts.get(1).replace("/console/lib/console.js", "");
        assertTrue(version.matches("\\?[0-9a-f]{12}"), version);
        assertEquals(List.of("/console/lib/htmx.min.js?2.0.10", "/console/lib/console.js" + version,
                "/console/lib/import.js" + version), scripts);
        assertEquals(scripts.subList(0, 2), page(admin().get("/users"), 200).select("script").eachAttr("src"));
    }

    /** A page of another name that was made to resolve to this machine. */
    @Test
    void theConsoleIsServedByHttpsOrOnThisMachineOnly() {
        String refusal = given().header("Host", "roster.evil.example").get("/console/login").then().statusCode(403)
                .extract().asString();
        assertTrue(refusal.contains("set CALLROSTER_ISSUER to the https address of this service"), refusal);
        given().header("Host", "127.0.0.1:8080").get("/console/login").then().statusCode(200);
    }

    @Test
    void aBrowserThatComesToTheServiceAloneIsShownTheConsole() {
        given().redirects().follow(false).header("Accept", "text/html,*/*;q=0.8").get("/").then().statusCode(303)
                .header("Location", "/console");
        given().header("Accept", "application/json").get("/").then().statusCode(404);
        given().header("Accept", "text/html").post("/").then().statusCode(404);
    }

    @Test
    void whatPeopleAreCalledIsNeverMarkup() {
        String markup = "<img src=x onerror=alert(1)>\"'{page.caller}";
        String login = Users.created(Users.with("lastName", markup));
        Document list = page(admin().get("/users?q=" + login), 200);
        assertEquals(0, list.select("img").size());
        assertTrue(list.select("th[scope=row]").text().contains(markup), list.text());
        Document searched = page(admin().get("/users?q=" + Api.path(markup) + "&team=" + Api.path("Customer Service")), 200);
        assertEquals(0, searched.select("img").size());
        assertEquals(markup, searched.select("#q").val());
    }

    @Test
    void aFailureNamesItsRequest() {
        Document problem = page(form(admin().header("X-Request-Id", "abc-123")).post("/users/nobody-at-all/unlock"), 404);
        assertEquals("User not found.", problem.select(".problem p").first().text());
        assertEquals("abc-123", problem.select("#request-id").text());
    }

    @Test
    void longValuesAreRefusedBeforeAnythingTouchesThem() {
        String large = "x".repeat(200_000);
        form(admin(), "etag", large).post("/users/" + victim + "/disable").then().statusCode(412);
        form(anonymous(), "tenant", large, "login", "admin", "password", "x").post("/login").then().statusCode(413);
        form(anonymous(), "tenant", "x", "login", "l".repeat(9000), "password", "x").post("/login").then().statusCode(400);
        form(anonymous(), "tenant", "x", "login", "admin", "password", "p".repeat(9000)).post("/login").then().statusCode(400);
        admin().get("/users?q=" + "x".repeat(3000)).then().statusCode(400);
        form(admin(), "password", large).post("/confirm").then().statusCode(400);
    }

    @Test
    void noCallFailsBecauseSomethingIsMissing() {
        String tenant = SmallTenant.create().name();
        Map<String, String> nothing = Map.of("loginId", "x", "id", "x", "job", "x", "access", "x");
        assertAll(ConsoleCalls.all().stream().map(name -> ConsoleCalls.Call.of(name).naming(nothing)).map(call -> () -> {
            int status = call.send(ConsoleClient.as(tenant, "admin")).statusCode();
            assertTrue(status < 500, call + " answers " + status);
        }));
    }

    private int unlock(Map<String, String> headers) {
        String session = ConsoleClient.session(Api.EXAMPLE, "admin");
        return given().basePath("/console").redirects().follow(false).cookie(ConsoleClient.COOKIE, session).headers(headers)
                .contentType("application/x-www-form-urlencoded").post("/users/" + victim + "/unlock").statusCode();
    }

    @Test
    void anUnknownVersionIsNoReasonToForget() {
        form(admin(), "etag", "\"1\"").post("/users/" + victim + "/disable").then().statusCode(412);
        Api.admin().get("/user/" + victim).then().body("disabled", equalTo(false));
    }
}
