package org.callroster.session;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.callroster.session.SessionCalls.PASSWORD;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.oneOf;

/** Contract section 5: wrong passwords lock, by a count of their own, and tell nothing by it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LoginLockTest {

    private static final String FAILED = "401 authentication_failed";
    private static final String LOCKED = "403 account_locked";
    private static final String WAIT = "403 wait_before_login";

    private final SmallTenant tenant = SmallTenant.create();
    private final SessionCalls calls = new SessionCalls(tenant);
    private String loginId;

    @BeforeEach
    void aUser() {
        loginId = calls.user("Everything");
    }

    @Test
    void sixWrongPasswordsLockForRightOnesToo() {
        assertThat(guesses(loginId, 5), is(Collections.nCopies(5, FAILED)));
        assertLocked(false);
        assertThat(guesses(loginId, 3), is(List.of(FAILED, LOCKED, LOCKED)));
        assertLocked(true);
        assertThat(told(calls.login(loginId)), is(LOCKED));
        assertThat(told(calls.changePassword(loginId, PASSWORD, "Another rope, 17 m")), is(LOCKED));
        tenant.admin().put("/user/lock/" + loginId).then().statusCode(200);
        assertThat(told(calls.login(loginId)), is("200 null"));
    }

    @Test
    void anUnknownLoginGivesTheSameAnswers() {
        Map<String, Object> elsewhere = calls.body("nobody", "wrong");
        elsewhere.put("domain", "no-" + tenant.name());
        List<String> known = guesses(loginId, 8);
        assertThat(guesses("nobody", 8), is(known));
        assertThat(IntStream.range(0, 8).mapToObj(i -> told(SessionCalls.send(elsewhere))).toList(), is(known));
        assertThat(known.subList(5, 8), is(List.of(FAILED, LOCKED, LOCKED)));
    }

    @Test
    void aRightPasswordAmongWrongOnesStartsTheCountAnew() {
        guesses(loginId, 5);
        assertThat(told(calls.login(loginId)), is("200 null"));
        guesses(loginId, 5);
        assertThat(told(calls.login(loginId)), is("200 null"));
        assertLocked(false);
    }

    @Test
    void aRightPasswordThatOpensNothingIsNoFailure() {
        tenant.adminSends(Map.of("changePassword", true)).put("/user/" + loginId).then().statusCode(200);
        for (int i = 0; i < 8; i++) {
            assertThat(told(calls.login(loginId)), is("403 password_change_required"));
            assertThat(told(calls.changePassword(loginId, PASSWORD, "short")), is("403 weak_password"));
        }
    }

    @Test
    void wrongGuessesAtChangingAPasswordCountAsWell() {
        for (int i = 0; i < 6; i++) {
            calls.changePassword(loginId, "wrong", "Another rope, 17 m").then().statusCode(401);
        }
        assertThat(told(calls.login(loginId)), is(LOCKED));
    }

    @Test
    void passwordsAndSecretsLockApart() {
        String secret = Api.newSecret(tenant.name(), loginId);
        guesses(loginId, 6);
        Api.requestToken(tenant.name(), loginId, secret).then().statusCode(200);
        assertLocked(true);
        tenant.admin().put("/user/lock/" + loginId).then().statusCode(200);
        for (int i = 0; i < 6; i++) {
            Api.requestToken(tenant.name(), loginId, "wrong").then().statusCode(401);
        }
        assertLocked(true);
        assertThat(told(calls.login(loginId)), is("200 null"));
        Api.requestToken(tenant.name(), loginId, secret).then().statusCode(401);
        guesses(loginId, 6);
        tenant.admin().put("/user/lock/" + loginId).then().statusCode(200);
        assertLocked(false);
        Api.requestToken(tenant.name(), loginId, secret).then().statusCode(200);
        assertThat(told(calls.login(loginId)), is("200 null"));
    }

    @Test
    void lockingBySecretsOffLeavesPasswordsLocked() {
        calls.policy(Map.of("lockBySecrets", false, "maxLoginAttempts", 2));
        assertThat(guesses(loginId, 3), is(List.of(FAILED, FAILED, LOCKED)));
    }

    @Test
    void withLockoutsOffNothingLocksAndNobodyWaits() {
        calls.policy(Map.of("lockoutEnabled", false));
        assertThat(guesses(loginId, 8), everyItem(is(FAILED)));
    }

    @Test
    void aLockEndsByTimeAndTheCountStartsAnew() {
        guesses(loginId, 6);
        TestDatabase.execute("update login_failure set locked_until = now() where user_id = "
                + "(select id from app_user where login_id = ?)", loginId);
        assertThat(guesses(loginId, 5), everyItem(is(FAILED)));
        assertThat(told(calls.login(loginId)), is("200 null"));
    }

    @Test
    void triesMayHaveToWaitForEachOther() {
        calls.policy(Map.of("minAttemptIntervalSeconds", 60));
        assertThat(guesses(loginId, 3), is(List.of(FAILED, WAIT, WAIT)));
        assertThat(guesses("nobody", 3), is(List.of(FAILED, WAIT, WAIT)));
        assertThat(told(calls.login(loginId)), is(WAIT));
        assertThat(failures(), is("1"));
        TestDatabase.execute("update login_failure set last_attempt_at = now() - interval '61 seconds'");
        assertThat(told(calls.login(loginId)), is("200 null"));
    }

    @Test
    void ofManyGuessesAtOnceNoMoreAreLookedAtThanThePolicyAllows() {
        List<String> told = atOnce(60, "wrong");
        long looked = told.stream().filter(FAILED::equals).count();
        assertThat(told, everyItem(is(oneOf(FAILED, LOCKED, WAIT))));
        assertThat(String.valueOf(looked), is("6"));
        assertThat(failures(), is("6"));
        assertLocked(true);
    }

    /** They share a row of the audit, for which they wait without holding the connections of other calls. */
    @Test
    void guessesAtALockedAccountLeaveTheConnectionsToOtherCalls() throws Exception {
        guesses(loginId, 6);
        try (Connection auditor = TestDatabase.connection(); Statement statement = auditor.createStatement()) {
            auditor.setAutoCommit(false);
            statement.execute("lock table audit in exclusive mode");
            CompletableFuture<List<String>> told = CompletableFuture.supplyAsync(() -> atOnce(40, "wrong"));
            assertThat(mostWaiters(Duration.ofMillis(1500)), is(both(greaterThan(0)).and(lessThan(3))));
            assertLocked(true);
            auditor.rollback();
            assertThat(told.join(), everyItem(is(LOCKED)));
        }
    }

    private static int mostWaiters(Duration within) {
        long end = System.nanoTime() + within.toNanos();
        return IntStream.generate(() -> Integer.parseInt(TestDatabase.value(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into audit%'")))
                .takeWhile(waiters -> System.nanoTime() < end).max().orElse(0);
    }

    @Test
    void manyRightPasswordsAtOnceNeverLock() {
        List<String> told = atOnce(40, PASSWORD);
        assertThat(told, everyItem(is(oneOf("200 null", WAIT))));
        assertLocked(false);
        assertThat(failures(), is("0"));
        assertThat(told(calls.login(loginId)), is("200 null"));
    }

    @Test
    void aTryThatNobodyGaveBackLapsesAfterHalfAMinute() {
        TestDatabase.execute("""
                insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, reservations)
                select tenant_id, id, 'PASSWORD', 5, now(), %s from app_user where login_id = ?""".formatted(began(28)),
                loginId);
        assertThat(told(calls.login(loginId)), is(WAIT));
        TestDatabase.execute("update login_failure set reservations = " + began(31));
        assertThat(told(calls.login(loginId)), is("200 null"));
    }

    private static String began(int secondsAgo) {
        return "'%s=' || cast((extract(epoch from now()) - %d) * 1000 as bigint)".formatted(UUID.randomUUID(), secondsAgo);
    }

    private List<String> guesses(String user, int times) {
        return IntStream.range(0, times).mapToObj(i -> told(calls.login(user, "wrong " + i))).toList();
    }

    private List<String> atOnce(int times, String password) {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Api.atOnce(times, i -> {
            Response answer = calls.login(loginId, password);
            told.add(told(answer));
            return answer;
        });
        return told;
    }

    private static String told(Response answer) {
        String body = answer.asString();
        return answer.statusCode() + " " + (body.isEmpty() ? null : answer.path("error"));
    }

    private void assertLocked(boolean expected) {
        tenant.admin().get("/user/lock/" + loginId).then().statusCode(200).body(is("{\"lockedOut\":" + expected + "}"));
    }

    private String failures() {
        return TestDatabase.value("select failures from login_failure where credential = 'PASSWORD' and user_id = "
                + "(select id from app_user where login_id = ?)", loginId);
    }
}
