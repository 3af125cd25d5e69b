package org.callroster.session;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.callroster.Api;
import org.callroster.Background;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Traces;
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

import static io.restassured.RestAssured.given;
import static org.callroster.session.SessionCalls.PASSWORD;
import static org.callroster.session.SessionCalls.check;
import static org.callroster.session.SessionCalls.logout;
import static org.callroster.session.SessionCalls.send;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** Contract section 5. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SessionTest {

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String UUID_V4 = UUID.replaceFirst("4}-\\[0-9a-f]\\{4}", "4}-4[0-9a-f]{3}");
    private static final String WRONG = "{\"error\":\"authentication_failed\","
            + "\"error_description\":\"the domain, the username or the password is wrong\"}";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0";

    private final SmallTenant tenant = SmallTenant.create();
    private final SessionCalls calls = new SessionCalls(tenant);
    private String loginId;

    @BeforeEach
    void anAdministrator() {
        loginId = calls.user("Everything");
    }

    @Test
    void aLoginGivesThreeIdsThatNobodyMayStore() {
        String body = calls.login(loginId).then().statusCode(200).header("Content-Type", is("application/json"))
                .header("Cache-Control", is("no-store")).extract().asString();
        assertThat(body, matchesPattern("\\{\"session_id\":\"" + UUID_V4 + "\",\"tenant_id\":\"" + UUID + "\",\"user_id\":\""
                + UUID + "\"}"));
        String session = JsonPath.from(body).getString("session_id");
        check(session).then().statusCode(200).header("Cache-Control", is("no-store")).body(is(body));
        given().header("X-Session-Id", session).get("/session_check").then().statusCode(200).body(is(body));
        logout(session).then().statusCode(200).body(is(body));
        assertNotLoggedIn(check(session));
        assertNotLoggedIn(logout(session));
    }

    @Test
    void ofManyLogoutsAtOnceOneIsTheLast() {
        String session = calls.session(loginId);
        List<Integer> statuses = Api.atOnce(8, i -> logout(session));
        assertThat(statuses.stream().filter(status -> status == 200).count(), is(1L));
        assertThat(statuses.stream().filter(status -> status == 401).count(), is(7L));
    }

    /** RFC 9110 §9.2.1. */
    @Test
    void aLookDoesNotLogOut() {
        String session = calls.session(loginId);
        given().queryParam("session_id", session).head("/session_logout").then().statusCode(405).header("Allow", is("GET"));
        given().queryParam("session_id", session).head("/session_check").then().statusCode(200);
        check(session).then().statusCode(200);
    }

    @Test
    void theWrongPasswordTheUnknownUserAndTheUnknownDomainAreAnsweredAlike() {
        calls.login(loginId, "wrong").then().statusCode(401).header("Cache-Control", is("no-store")).body(is(WRONG));
        calls.login("nobody").then().statusCode(401).body(is(WRONG));
        Map<String, Object> elsewhere = calls.body(loginId, PASSWORD);
        elsewhere.put("domain", "no-" + tenant.name());
        SessionCalls.send(elsewhere).then().statusCode(401).body(is(WRONG));
        tenant.adminSends(Map.of("password", PASSWORD)).put("/user/" + tenant.created()).then().statusCode(200);
        calls.login(tenant.created(), PASSWORD).then().statusCode(401).body(is(WRONG));
    }

    @Test
    void domainAndUserAreFoundInEverySpelling() {
        Map<String, Object> body = calls.body(loginId.toUpperCase(), PASSWORD);
        body.put("domain", "HTTPS://" + tenant.name().toUpperCase() + ":8080/x");
        SessionCalls.send(body).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "domain,-", "domain,''", "username,-", "username,''", "username,..", "password,-", "password,''",
            "application,-", "application,phone", "ip_address,localhost", "ip_address,1.2.3.4.5", "more,x" })
    void badInputIsNamed(String field, String value) {
        Map<String, Object> body = calls.body(loginId, PASSWORD);
        body.put(field, value);
        SessionCalls.send(body).then().statusCode(400).body("error", is("bad_request"))
                .body("violations[0].field", is(field));
    }

    @Test
    void whatIsTooLongOrHoldsControlCharactersIsRefusedUnseen() {
        for (String password : new String[] { "x".repeat(256), "x".repeat(15_000), "nul\0nul", "bell\u0007bell" }) {
            calls.login(loginId, password).then().statusCode(400).body("violations[0].field", is("password"));
            calls.changePassword(loginId, PASSWORD, password).then().statusCode(400)
                    .body("violations[0].field", is("newpassword"));
        }
        calls.login("x".repeat(129), PASSWORD).then().statusCode(400);
        calls.login(loginId, "x".repeat(20_000)).then().statusCode(413);
        given().contentType("text/plain").body("x").post("/session_login").then().statusCode(415);
        given().contentType(ContentType.JSON).body("{").post("/session_login").then().statusCode(400);
    }

    @Test
    void aPasswordIsTheSameFromEveryKeyboard() {
        String composed = calls.user(Map.of("password", "gr\u00fc\u00dfe \ufb01nden statt"), "Everything");
        calls.login(composed, "gru\u0308\u00dfe finden statt").then().statusCode(200);
        calls.login(composed, "gru\u0308sse finden statt").then().statusCode(401);
    }

    @Test
    void whatIsWrongWithAnAccountIsToldToWhoKnowsItsPassword() {
        tenant.adminSends(Map.of("disabled", true)).put("/user/" + loginId).then().statusCode(200);
        calls.login(loginId).then().statusCode(403).body("error", is("account_disabled"));
        calls.login(loginId, "wrong").then().statusCode(401).body(is(WRONG));
        tenant.adminSends(Map.of("disabled", false, "changePassword", true)).put("/user/" + loginId).then().statusCode(200);
        calls.login(loginId).then().statusCode(403).body("error", is("password_change_required"));
        calls.login(loginId, "wrong").then().statusCode(401).body(is(WRONG));
        TestDatabase.execute("update tenant set enabled = false where name = ?", tenant.name());
        calls.login(loginId).then().statusCode(403).body("error", is("tenant_disabled"));
        calls.login(loginId, "wrong").then().statusCode(401).body(is(WRONG));
    }

    @Test
    void aSessionDiesWithWhatItLivesBy() {
        String session = calls.session(loginId);
        tenant.adminSends(Map.of("firstName", "X")).put("/user/" + loginId).then().statusCode(200);
        check(session).then().statusCode(200);
        tenant.adminSends(Map.of("disabled", true)).put("/user/" + loginId).then().statusCode(200);
        assertNotLoggedIn(check(session));
        tenant.adminSends(Map.of("disabled", false)).put("/user/" + loginId).then().statusCode(200);
        assertNotLoggedIn(check(session));
        String second = calls.session(loginId);
        tenant.adminSends(Map.of("password", "Another rope, 17 m")).put("/user/" + loginId).then().statusCode(200);
        assertNotLoggedIn(check(second));
        String third = calls.login(loginId, "Another rope, 17 m").path("session_id");
        calls.changePassword(loginId, "Another rope, 17 m", PASSWORD).then().statusCode(200).body(is(""));
        assertNotLoggedIn(check(third));
        String fourth = calls.session(loginId);
        tenant.admin().delete("/user/" + loginId).then().statusCode(200);
        assertNotLoggedIn(check(fourth));
    }

    @Test
    void aSessionOfADisabledTenantIsDead() {
        String session = calls.session(loginId);
        TestDatabase.execute("update tenant set enabled = false where name = ?", tenant.name());
        assertNotLoggedIn(check(session));
    }

    @Test
    void tenantsDoNotMeetInTheirSessions() {
        SessionCalls rival = new SessionCalls(SmallTenant.create());
        rival.user(Map.of("loginId", loginId), "Everything");
        String ours = calls.session(loginId);
        String theirs = rival.session(loginId);
        assertThat(check(ours).path("tenant_id"), not(check(theirs).<String>path("tenant_id")));
        rival.tenant().adminSends(Map.of("disabled", true)).put("/user/" + loginId).then().statusCode(200);
        assertNotLoggedIn(check(theirs));
        check(ours).then().statusCode(200);
    }

    @Test
    void aSessionIsNoneUnderTheDigitsOfAnotherTenant() {
        SessionCalls rival = new SessionCalls(SmallTenant.create());
        rival.user(Map.of("loginId", loginId), "Everything");
        String ours = calls.session(loginId);
        String theirs = rival.session(loginId);
        String forged = theirs.substring(0, 8) + ours.substring(8);
        assertNotLoggedIn(check(forged));
        assertNotLoggedIn(logout(forged));
        check(ours).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "nonsense", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000", "x'; drop table session" })
    void whatIsNoSessionIsNotLoggedIn(String id) {
        assertNotLoggedIn(check(id));
        assertNotLoggedIn(logout(id));
        assertNotLoggedIn(given().header("X-Session-Id", id).get("/session_check"));
        assertNotLoggedIn(given().get("/session_logout"));
    }

    @Test
    void theNewerLoginToADesktopWins() {
        for (String application : List.of("agentdesktop", "wallboard")) {
            String first = calls.login(loginId, application, Map.of()).path("session_id");
            String second = calls.login(loginId, application, Map.of()).path("session_id");
            assertNotLoggedIn(check(first));
            check(second).then().statusCode(200);
        }
        String desktop = calls.login(loginId, "agentdesktop", Map.of()).path("session_id");
        String first = calls.session(loginId);
        String second = calls.session(loginId);
        for (String session : List.of(desktop, first, second)) {
            check(session).then().statusCode(200);
        }
    }

    @Test
    void ofParallelLoginsToADesktopOneIsLeft() {
        org.callroster.Api.atOnce(5, i -> calls.login(loginId, "agentdesktop", Map.of()));
        assertThat(TestDatabase.value("select count(*) from session s join app_user u on u.id = s.user_id where login_id = ?",
                loginId), is("1"));
    }

    @Test
    void anApplicationIsForWhoHasItsPrivilege() {
        tenant.adminSends(Map.of("privileges", List.of("Use agent desktop"))).put("/role/Desk").then().statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("Use wallboard"))).put("/role/Wall").then().statusCode(200);
        assertOpen(calls.user("Desk"), 200, 403, 403);
        assertOpen(calls.user("Wall"), 403, 200, 403);
        assertOpen(calls.user(), 403, 403, 403);
        tenant.adminSends(Map.of("privileges", List.of("Manage skills"))).put("/role/Skills").then().statusCode(200);
        assertOpen(calls.user("Skills"), 403, 403, 200);
    }

    @Test
    void aLoginFillsLoginInfo() {
        tenant.admin().get("/user/" + loginId).then().body("loginInfo", nullValue());
        String session = calls.login(loginId, "agentdesktop", Map.of("User-Agent", FIREFOX)).path("session_id");
        tenant.admin().get("/user/" + loginId).then().body("loginInfo.isLoggedIn", is(true))
                .body("loginInfo.lastLogin", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("loginInfo.lastLogout", nullValue()).body("loginInfo.browser", is("Firefox 120.0"))
                .body("loginInfo.os", is("Linux")).body("loginInfo.ipAddress", is("127.0.0.1"))
                .body("loginInfo.userAgent", is(FIREFOX)).body("loginInfo.appType", is("Agent Desktop"));
        logout(session).then().statusCode(200);
        String info = tenant.admin().get("/user/" + loginId).then().body("loginInfo.isLoggedIn", is(false)).extract()
                .asString();
        assertThat(info.substring(info.indexOf("\"loginInfo\"")), matchesPattern("\"loginInfo\":\\{\"isLoggedIn\":false,"
                + "\"lastLogin\":\"[^\"]*\",\"lastLogout\":\"[^\"]*\",\"browser\":\"Firefox 120.0\",\"os\":\"Linux\","
                + "\"ipAddress\":\"127.0.0.1\",\"userAgent\":\"[^\"]*\",\"appType\":\"Agent Desktop\"\\}\\}"));
    }

    @Test
    void theAddressInTheBodyIsShownAndNothingElse() {
        Map<String, Object> body = calls.body(loginId, PASSWORD);
        body.put("ip_address", "2001:DB8:0:0::1");
        SessionCalls.send(body).then().statusCode(200);
        tenant.admin().get("/user/" + loginId).then().body("loginInfo.ipAddress", is("2001:db8:0:0:0:0:0:1"));
        assertThat(TestDatabase.value("select address from audit where action = 'logged in' and subject = ?", loginId),
                is("127.0.0.1"));
    }

    @Test
    void anEmptyAddressIsNone() {
        Map<String, Object> body = calls.body(loginId, PASSWORD);
        body.put("ip_address", "");
        SessionCalls.send(body).then().statusCode(200);
        tenant.admin().get("/user/" + loginId).then().body("loginInfo.ipAddress", is("127.0.0.1"));
    }

    @Test
    void anEmptySessionIdLeavesTheHeaderItsSay() {
        String session = calls.session(loginId);
        given().header("X-Session-Id", session).get("/session_check?session_id=").then().statusCode(200)
                .body("session_id", is(session));
    }

    /** They are read out of a header that anybody may write. */
    @Test
    void whatIsKeptOfAUserAgentIsCutToItsColumns() {
        calls.login(loginId, "admin", Map.of("User-Agent", "BlackBerry" + "9".repeat(900) + "/")).then().statusCode(200);
        String odd = "BlackBerry" + "9".repeat(400) + "/";
        calls.login(loginId, "admin", Map.of("User-Agent", odd)).then().statusCode(200);
        tenant.admin().get("/user/" + loginId).then().body("loginInfo.userAgent", is(odd))
                .body("loginInfo.browser.length()", lessThanOrEqualTo(255));
    }

    @Test
    void aHugeOrStrangeUserAgentHurtsNobody() {
        for (String agent : List.of("x".repeat(5000), "Mozilla/5.0 (" + "; a".repeat(1500), "\u00e4 (")) {
            calls.login(loginId, "admin", Map.of("User-Agent", agent)).then().statusCode(200);
        }
        assertThat(TestDatabase.value("select max(length(user_agent)) <= 1024 from login_info"), is("t"));
    }

    @Test
    void aCheckExtendsASessionAtMostOnceAMinute() {
        String session = calls.session(loginId);
        assertThat(minutesLeft(), is("15"));
        move("expires_at", "10 minutes");
        check(session).then().statusCode(200);
        assertThat(minutesLeft(), is("5"));
        move("extended_at", "61 seconds");
        check(session).then().statusCode(200);
        assertThat(minutesLeft(), is("15"));
        move("expires_at", "15 minutes");
        assertNotLoggedIn(check(session));
        assertThat(tenant.admin().get("/user/" + loginId).path("loginInfo.isLoggedIn"), is(false));
    }

    @Test
    void thePolicySaysHowLongASessionMayBeIdle() {
        calls.policy(Map.of("sessionInactivityMinutes", 60));
        calls.session(loginId);
        assertThat(minutesLeft(), is("60"));
    }

    @Test
    void nothingOfASessionsIdIsKept() {
        String session = calls.session(loginId);
        assertThat(TestDatabase.value("select count(*) from session where encode(hash, 'escape') like ?",
                "%" + session.substring(0, 8) + "%"), is("0"));
    }

    @Test
    void oneChangesOnesOwnPassword() {
        tenant.adminSends(Map.of("changePassword", true)).put("/user/" + loginId).then().statusCode(200);
        calls.changePassword(loginId, "wrong", "Another rope, 17 m").then().statusCode(401).body(is(WRONG));
        calls.changePassword(loginId, PASSWORD, "Another rope, 17 m").then().statusCode(200).body(is(""))
                .header("Cache-Control", is("no-store"));
        calls.login(loginId).then().statusCode(401);
        calls.login(loginId, "Another rope, 17 m").then().statusCode(200);
        tenant.admin().get("/user/" + loginId).then().body("changePassword", is(false));
        assertThat(TestDatabase.value("select actor || ' ' || address from audit where action = 'password changed' "
                + "and subject = ?", loginId), is(loginId + " 127.0.0.1"));
    }

    @Test
    void aWeakOrFormerPasswordIsRefused() {
        calls.policy(Map.of("passwordHistory", 3));
        for (String weak : List.of("short", "qwertyuiop12", "my name is Jones", PASSWORD)) {
            calls.changePassword(loginId, PASSWORD, weak).then().statusCode(403).body("error", is("weak_password"));
        }
        calls.changePassword(loginId, PASSWORD, "Another rope, 17 m").then().statusCode(200);
        calls.changePassword(loginId, "Another rope, 17 m", PASSWORD).then().statusCode(403)
                .body("error", is("weak_password"));
        calls.login(loginId, "Another rope, 17 m").then().statusCode(200);
    }

    @Test
    void thePasswordInForceIsNeverTheNewOne() {
        calls.changePassword(loginId, PASSWORD, PASSWORD).then().statusCode(403).body("error", is("weak_password"));
    }

    @Test
    void aPasswordGetsTooOld() {
        calls.policy(Map.of("maxPasswordAgeDays", 90));
        calls.login(loginId).then().statusCode(200);
        TestDatabase.execute("update app_user set password_set_at = now() - interval '91 days' where login_id = ?", loginId);
        calls.login(loginId).then().statusCode(403).body("error", is("password_change_required"));
        calls.changePassword(loginId, PASSWORD, "Another rope, 17 m").then().statusCode(200);
        calls.login(loginId, "Another rope, 17 m").then().statusCode(200);
    }

    @Test
    void anAccountThatIsNotUsedIsDisabled() {
        calls.policy(Map.of("disableInactiveAfterDays", 30));
        unused("31 days");
        calls.login(loginId).then().statusCode(403).body("error", is("account_disabled"));
        tenant.admin().get("/user/" + loginId).then().body("disabled", is(true));
        tenant.adminSends(Map.of("disabled", false)).put("/user/" + loginId).then().statusCode(200);
        calls.login(loginId).then().statusCode(200);
        unused("29 days");
        calls.login(loginId).then().statusCode(200);
    }

    @Test
    void whoIsLetInWhileALoginFindsThemInactiveStaysSo() throws Exception {
        calls.policy(Map.of("disableInactiveAfterDays", 30));
        unused("31 days");
        CompletableFuture<Response> login;
        try (Connection other = TestDatabase.connection();
                PreparedStatement letIn = other.prepareStatement("update app_user set enabled_at = now() where login_id = ?")) {
            other.setAutoCommit(false);
            letIn.setString(1, loginId);
            letIn.execute();
            login = Background.supply(() -> calls.login(loginId));
            TestDatabase.awaitWaiter(login);
            other.commit();
        }
        login.get().then().statusCode(200);
        tenant.admin().get("/user/" + loginId).then().body("disabled", is(false));
    }

    @Test
    void manyLoginsAtOnceDisableAnInactiveAccountOnce() {
        calls.policy(Map.of("disableInactiveAfterDays", 30));
        unused("31 days");
        Api.atOnce(4, i -> calls.login(loginId));
        tenant.admin().get("/user/" + loginId).then().body("disabled", is(true));
        assertThat(TestDatabase.value("select count(*) from audit where subject = ? and action = 'user disabled, not used'",
                loginId), is("1"));
    }

    @Test
    void anOutdatedHashIsReplacedAtTheNextLogin() {
        TestDatabase.execute("update app_user set password_hash = ? where login_id = ?", cheapHash(), loginId);
        String session = calls.session(loginId);
        assertThat(TestDatabase.value("select password_hash from app_user where login_id = ?", loginId),
                startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        check(session).then().statusCode(200);
        calls.login(loginId).then().statusCode(200);
    }

    private void unused(String time) {
        TestDatabase.execute("""
                update app_user set created_at = now() - cast(? as interval), last_login_at = null,
                    enabled_at = now() - cast(? as interval) where login_id = ?""", time, time, loginId);
    }

    private static String cheapHash() {
        byte[] salt = "sixteen bytes ok".getBytes(StandardCharsets.UTF_8);
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(1024).withIterations(1).withParallelism(1).withSalt(salt).build());
        byte[] hash = new byte[32];
        argon2.generateBytes(PASSWORD.getBytes(StandardCharsets.UTF_8), hash);
        java.util.Base64.Encoder base64 = java.util.Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=1024,t=1,p=1$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private void assertOpen(String user, int desktop, int wallboard, int admin) {
        Map<String, Integer> expected = Map.of("agentdesktop", desktop, "wallboard", wallboard, "admin", admin);
        expected.forEach((application, status) -> calls.login(user, application, Map.of()).then().statusCode(status)
                .body("error", is(status == 200 ? null : "forbidden")));
    }

    private static void assertNotLoggedIn(Response answer) {
        answer.then().statusCode(401).header("Cache-Control", is("no-store")).body("error", is("not_logged_in"));
    }

    private String minutesLeft() {
        return TestDatabase.value("""
                select round(extract(epoch from expires_at - now()) / 60) from session s
                join app_user u on u.id = s.user_id where login_id = ?""", loginId);
    }

    private void move(String column, String by) {
        TestDatabase.execute("update session set " + column + " = " + column + " - cast(? as interval) "
                + "where user_id = (select id from app_user where login_id = ?)", by, loginId);
    }

    @Test
    void ofPasswordsAndSessionsNothingIsKeptOrLogged() {
        String wanted = "Another rope of 43 m";
        String session = calls.session(loginId);
        Traces.assertNotLogged(() -> {
            check(session).then().statusCode(200);
            check(session + "%00").then().statusCode(401);
            calls.login(loginId, "wrong " + SessionCalls.PASSWORD).then().statusCode(401);
            send("{\"password\":\"" + SessionCalls.PASSWORD + "\",}").then().statusCode(400);
            calls.changePassword(loginId, SessionCalls.PASSWORD, wanted).then().statusCode(200);
            given().get("/session_check/" + session).then().statusCode(404);
        }, session, SessionCalls.PASSWORD, wanted);
        Traces.assertStoredNowhere(session);
        Traces.assertStoredNowhere(SessionCalls.PASSWORD);
        Traces.assertStoredNowhere(wanted);
    }
}
