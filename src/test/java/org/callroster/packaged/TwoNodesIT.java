package org.callroster.packaged;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.callroster.Eventually;
import org.callroster.token.Jws;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Two instances on one database. Each is asked about what the other has just done. */
@Tag("faults")
class TwoNodesIT {

    private static final String SECRET = DatabaseServer.SECRET;
    private static final String PASSWORD = "seven lazy zebras at noon";
    private static final long WITHIN_MILLIS = 1000;
    private static final long BETWEEN_CALLS_MILLIS = 20;
    /** Nodes in use check the keys every ten seconds. */
    private static final Duration UNTIL_KEYS_ARE_LOOKED_AT = Duration.ofSeconds(15);
    private static final int FAILURES_A_MINUTE = 5;

    private static DatabaseServer database;
    private static Service one;
    private static Service other;
    private static String admin;

    @BeforeAll
    static void startBoth() {
        database = DatabaseServer.start("two-nodes");
        one = database.service(Map.of("CALLROSTER_KEY_ROTATION", "1D"));
        other = database.service(Map.of("CALLROSTER_KEY_ROTATION", "1D"));
        one.awaitReady();
        other.awaitReady();
        admin = one.token("localhost", "admin", SECRET);
        Writer.prepare(one, admin);
    }

    @AfterAll
    static void stopAll() {
        database.close();
    }

    @Test
    void tokensOfOneAreGoodAtTheOther() {
        assertEquals(200, other.get("/configapi/v2/user/admin", admin).statusCode());
        assertEquals(200, one.get("/configapi/v2/user/admin", other.token("localhost", "admin", SECRET)).statusCode());
        Eventually.holds(UNTIL_KEYS_ARE_LOOKED_AT, () -> keys(one).equals(keys(other)));
    }

    @Test
    void wrongSecretsAtBothLockAtBoth() {
        user("locked");
        String secret = secretOf("locked");
        for (int i = 0; i < 6; i++) {
            assertEquals(401, (i % 2 == 0 ? one : other).tokenCall("localhost", "locked", "wrong").statusCode());
        }
        assertEquals(401, one.tokenCall("localhost", "locked", secret).statusCode());
        assertEquals(401, other.tokenCall("localhost", "locked", secret).statusCode());
        assertEquals("{\"lockedOut\":true}", other.get("/configapi/v2/user/lock/locked", admin).body());

        one.put("/configapi/v2/user/lock/locked", admin, "{}");
        assertEquals(200, other.tokenCall("localhost", "locked", secret).statusCode());
    }

    @Test
    void revokedTokenIsRefusedByTheOther() throws InterruptedException {
        user("revoked");
        String secret = secretOf("revoked");
        String token = one.token("localhost", "revoked", secret);
        assertRefused(token, 401, () -> one.form("/configapi/v2/oauth/revoke",
                "client_id=revoked&client_secret=" + secret + "&tenant=localhost&token=" + token));
    }

    @Test
    void disabledUserIsRefusedByTheOther() throws InterruptedException {
        assertRefused(tokenOfNew("disabled"), 401,
                () -> one.put("/configapi/v2/user/disabled", admin, "{\"disabled\":true}"));
    }

    @Test
    void demotedUserIsRefusedByTheOther() throws InterruptedException {
        assertRefused(tokenOfNew("demoted"), 403,
                () -> one.put("/configapi/v2/user/demoted", admin, "{\"roles\":[\"Agent\"]}"));
    }

    @Test
    void deletedUserIsRefusedByTheOther() throws InterruptedException {
        assertRefused(tokenOfNew("deleted"), 401, () -> one.delete("/configapi/v2/user/deleted", admin));
    }

    @Test
    void sessionOfOneIsCheckedAndEndedAtTheOther() throws InterruptedException {
        user("visitor");
        one.put("/configapi/v2/user/visitor", admin, "{\"password\":\"" + PASSWORD + "\"}");
        HttpResponse<String> login = one.login("localhost", "visitor", PASSWORD).join();
        String session = JsonPath.from(login.body()).getString("session_id");
        assertEquals(200, other.get("/session_check?session_id=" + session).statusCode());
        assertEquals(200, other.get("/session_logout?session_id=" + session).statusCode());
        assertEquals(401, one.get("/session_check?session_id=" + session).statusCode());
    }

    /** docs/scaling.md: each instance counts for itself. */
    @Test
    void rateLimitsHoldForEachNodeOnItsOwn() {
        Map<String, String> limited = Map.of("CALLROSTER_RATE_LIMIT_ENABLED", "true",
                "CALLROSTER_RATE_LIMIT_FAILURES_PER_LOGIN", String.valueOf(FAILURES_A_MINUTE));
        List<Service> nodes = Stream.of(limited, limited).map(database::service).map(Service::awaitReady).toList();
        nodes.forEach(node -> {
            for (int i = 0; i < FAILURES_A_MINUTE; i++) {
                assertEquals(401, node.tokenCall("localhost", "nobody", "wrong").statusCode());
            }
            assertEquals(429, node.tokenCall("localhost", "nobody", "wrong").statusCode());
        });
        nodes.forEach(Service::close);
    }

    /** Lets a day pass by changing the times of the keys in the database. */
    @Test
    void bothChangeToTheSameKeyAndRefuseNoToken() {
        String first = one.token("localhost", "admin", SECRET);
        Set<String> before = keys(one);
        database.execute("update signing_key set signs_from = signs_from - interval '23 hours 30 minutes'");
        Eventually.holds(UNTIL_KEYS_ARE_LOOKED_AT, () -> callBoth(() -> keys(one).size() == 2 && keys(other).size() == 2));
        assertEquals(keys(one), keys(other));
        assertEquals(2, database.count("signing_key"));

        Set<String> added = new TreeSet<>(keys(one));
        added.removeAll(before);
        String next = added.iterator().next();
        database.execute("update signing_key set signs_from = now() where kid = '" + next + "'");
        Eventually.holds(UNTIL_KEYS_ARE_LOOKED_AT, () -> callBoth(
                () -> signs(one, next) && signs(other, next) && isGood(one, first) && isGood(other, first)));
        assertGoodAtBoth(one.token("localhost", "admin", SECRET), other.token("localhost", "admin", SECRET));

        database.execute("update signing_key set signs_from = signs_from - interval '1 day' where kid <> '" + next + "'");
        database.execute("update signing_key set signs_from = signs_from - interval '3 hours' where kid = '" + next + "'");
        Eventually.holds(UNTIL_KEYS_ARE_LOOKED_AT, () -> callBoth(() -> !isGood(one, first) && !isGood(other, first)));
        admin = one.token("localhost", "admin", SECRET);
        assertGoodAtBoth(admin);
        assertThat(database.column("select kid from signing_key"), is(List.of(next)));
    }

    /** Calls both nodes concurrently, as real requests come in. */
    private static boolean callBoth(BooleanSupplier condition) {
        Stream.of(one, other).parallel().forEach(node -> node.token("localhost", "admin", SECRET));
        return condition.getAsBoolean();
    }

    private static void assertGoodAtBoth(String... tokens) {
        for (String token : tokens) {
            assertThat(isGood(one, token) && isGood(other, token), is(true));
        }
    }

    private static boolean isGood(Service node, String token) {
        return node.get("/configapi/v2/user/admin", token).statusCode() == 200;
    }

    private static boolean signs(Service node, String kid) {
        return kid.equals(Jws.of(node.token("localhost", "admin", SECRET)).header().get("kid"));
    }

    private static Set<String> keys(Service node) {
        return new TreeSet<>(JsonPath.from(node.get("/.well-known/jwks.json").body()).getList("keys.kid", String.class));
    }

    private static void user(String login) {
        HttpResponse<String> made = one.post("/configapi/v2/user", admin, """
                {"loginId":"%s","firstName":"A","lastName":"B","team":"%s","roles":["System Administrator"]}"""
                .formatted(login, Writer.TEAM));
        assertEquals(200, made.statusCode(), made.body());
    }

    private static String secretOf(String login) {
        return JsonPath.from(one.post("/configapi/v2/secret/" + login, admin, "{}").body()).getString("client_secret");
    }

    private static String tokenOfNew(String login) {
        user(login);
        return one.token("localhost", login, secretOf(login));
    }

    /** The other node uses the token before and after the change. */
    private static void assertRefused(String token, int status, Runnable change) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            assertEquals(200, other.get("/configapi/v2/user/admin", token).statusCode());
            Thread.sleep(BETWEEN_CALLS_MILLIS);
        }
        change.run();
        long began = System.nanoTime();
        int answered = 200;
        while (answered == 200 && System.nanoTime() - began < Duration.ofSeconds(5).toNanos()) {
            Thread.sleep(BETWEEN_CALLS_MILLIS);
            answered = other.get("/configapi/v2/user/admin", token).statusCode();
        }
        long after = Duration.ofNanos(System.nanoTime() - began).toMillis();
        System.out.printf("the other node answers %d after %d ms%n", answered, after);
        assertEquals(status, answered);
        assertThat(after, lessThanOrEqualTo(WITHIN_MILLIS));
    }
}
