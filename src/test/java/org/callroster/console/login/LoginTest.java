package org.callroster.console.login;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.console.ConsoleClient;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.callroster.console.ConsoleClient.anonymous;
import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.callroster.console.ConsoleClient.partial;
import static org.callroster.console.ConsoleClient.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Console section 3. */
@QuarkusTest
class LoginTest {

    private static final String PASSWORD = "Plenty of rope, 42 m";

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void thePasswordOpensASessionWhoseCookieIsOutOfReachOfScriptsAndOtherSites() {
        String cookie = login(administrator(), PASSWORD).then().statusCode(303).header("Location", "/console")
                .extract().header("set-cookie");
        assertTrue(cookie.matches("callroster=[0-9a-f-]{36}; Path=/; HTTPOnly; SameSite=Strict"), cookie);
    }

    @Test
    void whoAskedForAPageGetsItAfterTheLogin() {
        anonymous().get("/users?q=zapp&access=locked").then().statusCode(303)
                .header("Location", "/console/login?next=%2Fconsole%2Fusers%3Fq%3Dzapp%26access%3Dlocked");
        form(anonymous(), "tenant", tenant.name(), "login", administrator(), "password", PASSWORD, "next",
                "/console/users?q=zapp&access=locked").post("/login").then().statusCode(303)
                .header("Location", "/console/users?q=zapp&access=locked");
    }

    @Test
    void noLinkCanSendSomebodyElsewhereAfterTheLogin() {
        String login = administrator();
        List.of("https://evil.example/", "//evil.example/console", "/console//evil.example/..", "/console/\\evil",
                "/consoles", "/console/x\r\nSet-Cookie: a=b", "javascript:alert(1)", "/console/" + "x".repeat(3000))
                .forEach(next -> form(anonymous(), "tenant", tenant.name(), "login", login, "password", PASSWORD, "next", next)
                        .post("/login").then().statusCode(303).header("Location", equalTo("/console")));
    }

    @Test
    void aWrongPasswordAndAnUnknownLoginAreToldTheSame() {
        Document wrong = page(login(administrator(), "wrong"), 401);
        Document unknown = page(login("nobody-here", "wrong"), 401);
        assertEquals("Contact centre, login or password is wrong.", wrong.select("#why").text());
        assertEquals(wrong.select("#why").text(), unknown.select("#why").text());
        assertEquals("nobody-here", unknown.select("[name=login]").val());
        assertEquals("", unknown.select("[name=password]").val());
    }

    @Test
    void whoHasNoAdministrativePrivilegeIsNotLetIn() {
        page(login(user(Map.of()), PASSWORD), 403);
    }

    @Test
    void tooManyWrongPasswordsLockTheLoginHereToo() {
        String login = administrator();
        for (int i = 0; i < 6; i++) {
            login(login, "wrong");
        }
        assertEquals("The account is locked after too many wrong passwords.",
                page(login(login, PASSWORD), 403).select("#why").text());
    }

    @Test
    void aPasswordThatMustBeChangedIsChangedOnTheWay() {
        String login = user(Map.of("changePassword", true), "Everything");
        Document change = page(login(login, PASSWORD), 403);
        assertEquals("Choose a new password", change.select("h1").text());
        assertEquals("", change.select("[name=newpassword]").val());
        Document weak = page(change(login, PASSWORD, "short"), 403);
        assertTrue(weak.select("#why").text().length() > 10, weak.text());
        String session = change(login, PASSWORD, "another, and longer, password").then().statusCode(303)
                .extract().cookie("callroster");
        with(session).get("/session").then().statusCode(204);
    }

    @Test
    void theLoginStandsInTheAuditAsOneOfTheConsole() {
        String login = administrator();
        login(login, PASSWORD).then().statusCode(303);
        tenant.admin().get("/audit?user=" + login).then().body("events[0].kind", equalTo("logged in"))
                .body("events[0].via", equalTo("console"));
    }

    @Test
    void anotherLoginEndsTheSessionThatTheBrowserHad() {
        String login = administrator();
        String old = cookie(login(login, PASSWORD));
        String now = cookie(credentials(with(old), login, PASSWORD).post("/login"));
        assertNotEquals(old, now);
        with(now).get("/session").then().statusCode(204);
        Eventually.holds(SECOND, () -> with(old).get("/session").statusCode() == 303);
    }

    /** Somebody who put an id into the browser before the login does not get in with it. */
    @Test
    void theIdOfTheSessionIsNeverTheOneThatTheBrowserBrought() {
        String planted = tenantTag() + "-1111-4111-8111-111111111111";
        String given = cookie(credentials(with(planted), administrator(), PASSWORD).post("/login"));
        assertNotEquals(planted, given);
        with(planted).get("/session").then().statusCode(303);
    }

    @Test
    void loggingOutEndsTheSession() {
        String session = cookie(login(administrator(), PASSWORD));
        form(with(session)).post("/logout").then().statusCode(303).header("Location", "/console/login")
                .header("set-cookie", containsString("Max-Age=0"));
        Eventually.holds(SECOND, () -> with(session).get("/session").statusCode() == 303);
    }

    @Test
    void aSessionEndsWithinASecondWhenItsUserIsDisabled() {
        String login = administrator();
        String session = cookie(login(login, PASSWORD));
        with(session).get("/session").then().statusCode(204);
        tenant.adminSends(Map.of("disabled", true)).put("/user/" + login).then().statusCode(200);
        Eventually.holds(SECOND, () -> with(session).get("/session").statusCode() == 303);
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverMuchItIsUsed() {
        String session = ConsoleClient.session(tenant.name(), "admin");
        TestDatabase.execute("update session set opened_at = now() - interval '12 hours' where tenant_id ="
                + " (select id from tenant where name = ?)", tenant.name());
        with(session).get("/session").then().statusCode(303);
    }

    @Test
    void aPageIsToldBeforeTheSessionEndsAndOnlyAPersonExtendsIt() {
        String session = ConsoleClient.session(tenant.name(), "admin");
        TestDatabase.execute("update session set expires_at = now() + interval '100 seconds',"
                + " extended_at = now() - interval '20 minutes' where tenant_id = (select id from tenant where name = ?)",
                tenant.name());
        Document notice = page(partial(with(session)).header("X-Poll", "1").get("/session"), 200);
        assertTrue(notice.text().startsWith("You will be logged out in 2 minutes."), notice.text());
        form(partial(with(session))).post("/session").then().statusCode(200);
        Eventually.holds(SECOND, () -> partial(with(session)).header("X-Poll", "1").get("/session").statusCode() == 204);
    }

    @Test
    void anEndedSessionOfAnOpenPageIsAskedForInItsDialog() {
        Response answer = form(partial(anonymous())).post("/users/somebody/unlock");
        assertEquals("Log in", page(answer, 401).select("h1").text());
        answer.then().header("HX-Retarget", "#dialog-content").header("WWW-Authenticate", nullValue());
        partial(credentials(anonymous(), administrator(), PASSWORD)).post("/login").then().statusCode(204)
                .header("HX-Trigger", "proved");
    }

    /** A strict cookie stays away from such a request; the one that the answer causes brings it. */
    @Test
    void aLinkOnAnotherSiteIsFollowedOnceMore() {
        String again = given().header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "navigate").get("/console/users")
                .then().statusCode(200).extract().asString();
        assertTrue(again.contains("<meta http-equiv=\"refresh\" content=\"0\">"), again);
    }

    @Test
    void thePasswordGivenAgainIsCheckedLikeALogin() {
        String login = administrator();
        String session = ConsoleClient.session(tenant.name(), login, 16);
        assertEquals(401, form(with(session), "password", "wrong").post("/confirm").statusCode());
        form(with(session), "password", PASSWORD, "next", "/console/users").post("/confirm").then().statusCode(303)
                .header("Location", "/console/users");
        assertEquals("t", TestDatabase.value("select proved_at > now() - interval '1 minute' from session s join app_user u"
                + " on u.tenant_id = s.tenant_id and u.id = s.user_id where u.login_id = ?", login));
    }

    @Test
    void eightLoginsAtOnceOpenEightSessions() {
        List<String> logins = Stream.generate(this::administrator).limit(8).toList();
        assertEquals(List.of(303, 303, 303, 303, 303, 303, 303, 303), Api.atOnce(8, i -> login(logins.get(i), PASSWORD)));
        assertEquals(List.of(303, 303, 303, 303), Api.atOnce(4, i -> login(logins.get(0), PASSWORD)));
    }

    @Test
    void eightLogOutOfOneSessionAtOnce() {
        String session = cookie(login(administrator(), PASSWORD));
        assertEquals(Collections.nCopies(8, 303), Api.atOnce(8, i -> form(with(session)).post("/logout")));
        Eventually.holds(SECOND, () -> with(session).get("/session").statusCode() == 303);
        assertEquals("0", TestDatabase.value("select count(*) from session s join tenant t on t.id = s.tenant_id"
                + " where t.name = ?", tenant.name()));
    }

    @Test
    void eightPagesOfOneSessionStayAtOnce() {
        String session = ConsoleClient.session(tenant.name(), "admin");
        TestDatabase.execute("update session set expires_at = now() + interval '100 seconds',"
                + " extended_at = now() - interval '20 minutes' where tenant_id = (select id from tenant where name = ?)",
                tenant.name());
        assertEquals(Collections.nCopies(8, 200), Api.atOnce(8, i -> form(partial(with(session))).post("/session")));
        Eventually.holds(SECOND, () -> TestDatabase.value("select expires_at > now() + interval '5 minutes' from session"
                + " where tenant_id = (select id from tenant where name = ?)", tenant.name()).equals("t"));
    }

    /** Those that come while as many passwords are compared as may be wrong are refused, as in the login. */
    @Test
    void eightGiveThePasswordAgainAtOnce() {
        String session = ConsoleClient.session(tenant.name(), administrator(), 16);
        List<Integer> answers = Api.atOnce(8, i -> form(with(session), "password", PASSWORD).post("/confirm"));
        assertTrue(answers.contains(303) && Set.of(303, 403).containsAll(answers), answers.toString());
        form(with(session), "password", PASSWORD).post("/confirm").then().statusCode(303);
    }

    private String administrator() {
        return user(Map.of(), "Everything");
    }

    private String user(Map<String, Object> attributes, String... roles) {
        Map<String, Object> user = tenant.somebody(roles);
        user.put("loginId", "user-" + Users.somebody().get("loginId"));
        user.put("password", PASSWORD);
        user.putAll(attributes);
        tenant.adminSends(user).post("/user").then().statusCode(200);
        return (String) user.get("loginId");
    }

    private Response login(String login, String password) {
        return credentials(anonymous(), login, password).post("/login");
    }

    private Response change(String login, String password, String wanted) {
        return form(anonymous(), "tenant", tenant.name(), "login", login, "password", password, "newpassword", wanted)
                .post("/login/password");
    }

    private RequestSpecification credentials(RequestSpecification request, String login, String password) {
        return form(request, "tenant", tenant.name(), "login", login, "password", password);
    }

    private static String cookie(Response answer) {
        return answer.then().statusCode(303).extract().cookie(ConsoleClient.COOKIE);
    }

    private String tenantTag() {
        return TestDatabase.value("select right(cast(id as text), 8) from tenant where name = ?", tenant.name());
    }
}
