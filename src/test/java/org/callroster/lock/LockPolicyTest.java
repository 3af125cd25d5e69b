package org.callroster.lock;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

/** When a lock comes and goes is the tenant's security policy; strangers are counted as users are, in bounded room. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LockPolicyTest {

    private final SmallTenant tenant = SmallTenant.create();
    private String loginId;

    @BeforeEach
    void aUser() {
        loginId = tenant.created();
    }

    @Test
    void thePolicySaysHowManyFailuresLock() {
        policy(Map.of("maxLoginAttempts", 3));
        wrongSecrets(loginId, 2);
        assertLocked(false);
        wrongSecrets(loginId, 1);
        assertLocked(true);
    }

    @Test
    void theFirstFailureMayLock() {
        policy(Map.of("maxLoginAttempts", 1));
        wrongSecrets(loginId, 1);
        assertLocked(true);
    }

    @Test
    void lockoutsMayBeOff() {
        policy(Map.of("lockoutEnabled", false));
        wrongSecrets(loginId, 8);
        assertLocked(false);
    }

    @Test
    void lockingBySecretsMayBeOff() {
        policy(Map.of("lockBySecrets", false));
        wrongSecrets(loginId, 8);
        assertLocked(false);
    }

    @Test
    void failuresOlderThanTheWindowAreForgotten() {
        policy(Map.of("resetAttemptCountAfterMinutes", 5));
        wrongSecrets(loginId, 5);
        age("last_failure_at", "6 minutes");
        wrongSecrets(loginId, 5);
        assertLocked(false);
        age("last_failure_at", "4 minutes");
        wrongSecrets(loginId, 1);
        assertLocked(true);
    }

    @Test
    void aLockMayHoldUntilItIsCleared() {
        policy(Map.of("lockoutDurationMinutes", 0));
        wrongSecrets(loginId, 6);
        age("locked_until", "100 years");
        assertLocked(true);
        tenant.admin().put("/user/lock/" + loginId).then().statusCode(200);
        assertLocked(false);
    }

    @Test
    void aLockEndsWhenThePolicySays() {
        policy(Map.of("lockoutDurationMinutes", 5));
        wrongSecrets(loginId, 6);
        age("locked_until", "4 minutes 50 seconds");
        assertLocked(true);
        age("locked_until", "10 seconds");
        assertLocked(false);
    }

    @Test
    void strangersAreCountedLikeUsers() {
        wrongSecrets("nobody", 7);
        assertThat(
                TestDatabase.column("""
                select failures || case when locked_until > now() then ' locked' else ' open' end
                from login_failure where unknown_login and tenant_id = (select id from tenant where name = ?)""",
                        tenant.name()),
                is(List.of("6 locked")));
    }

    @Test
    void strangersOfTenantsThatAreNotThereAreCountedToo() {
        String nowhere = "no-" + tenant.name();
        for (int i = 0; i < 3; i++) {
            Api.requestToken(nowhere, "nobody", "wrong").then().statusCode(401);
        }
        assertThat(TestDatabase.column("select failures from login_failure where unknown_login and failures = 3 "
                + "and tenant_id = '00000000-0000-0000-0000-000000000000'"), is(List.of("3")));
    }

    @Test
    void onlyTheNewestStrangersAreKept() {
        TestDatabase.execute("""
                insert into login_failure (tenant_id, user_id, credential, unknown_login, failures, last_failure_at)
                select id, gen_random_uuid(), 'SECRET', true, 1, now() - make_interval(secs => n * 0.1)
                from tenant, generate_series(1, 10100) as n where name = ?""", tenant.name());
        wrongSecrets("nobody", 1);
        await("10000", "select count(*) from login_failure where tenant_id = (select id from tenant where name = ?)");
    }

    @Test
    void whatHoldsNothingAnyMoreIsSwept() {
        TestDatabase.execute("""
                insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, last_attempt_at,
                    locked_until)
                select id, gen_random_uuid(), 'PASSWORD', n, now() - interval '1 hour', now() - interval '1 hour', case n
                    when 1 then now() - interval '1 second' when 2 then now() + interval '1 hour' when 3 then 'infinity' end
                from tenant, generate_series(1, 4) as n where name = ?""", tenant.name());
        wrongSecrets(loginId, 1);
        await("2,3", """
                select string_agg(cast(failures as text), ',' order by failures) from login_failure
                where credential = 'PASSWORD' and tenant_id = (select id from tenant where name = ?)""");
    }

    @Test
    void failuresOfAMinuteAreOneRowOfTheAuditAndALockIsAnother() {
        TestDatabase.execute("delete from audit where tenant_id = (select id from tenant where name = ?)", tenant.name());
        wrongSecrets(loginId, 5);
        wrongSecrets("nobody\u202e\n", 2);
        wrongSecrets(loginId, 3);
        assertThat(TestDatabase.column("""
                select action || ' ' || replace(subject, ?, 'user') || ' ' || reason || ' ' || address || ' ' || sum(count)
                from audit where tenant_id = (select id from tenant where name = ?)
                group by action, subject, reason, address order by 1""", loginId, tenant.name()),
                is(List.of("account locked user wrong secret 127.0.0.1 1",
                        "login failed nobody\u202e\uFFFD unknown login 127.0.0.1 2",
                        "login failed user wrong secret 127.0.0.1 8")));
        assertThat(Integer.valueOf(TestDatabase.value("select count(*) from audit where action = 'login failed' and "
                + "tenant_id = (select id from tenant where name = ?)", tenant.name())), lessThanOrEqualTo(4));
    }

    private void policy(Map<String, Object> settings) {
        tenant.adminSends(settings).put("/securitypolicy").then().statusCode(200);
    }

    private void wrongSecrets(String login, int times) {
        for (int i = 0; i < times; i++) {
            Api.requestToken(tenant.name(), login, "wrong-" + i).then().statusCode(401);
        }
    }

    private void assertLocked(boolean expected) {
        tenant.admin().get("/user/lock/" + loginId).then().statusCode(200).body(is("{\"lockedOut\":" + expected + "}"));
    }

    private void await(String expected, String sql) {
        for (int i = 0; i < 1500 && !expected.equals(TestDatabase.value(sql, tenant.name())); i++) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(TestDatabase.value(sql, tenant.name()), is(expected));
    }

    private void age(String column, String by) {
        TestDatabase.execute("update login_failure set " + column + " = " + column + " - cast(? as interval) "
                + "where user_id = (select id from app_user where login_id = ?)", by, loginId);
    }
}
