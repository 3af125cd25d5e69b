package org.callroster.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The rate limits, seen from outside. Every test calls from an address of its own, through a proxy on this machine. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(TokenLimitTest.FewCalls.class)
public class TokenLimitTest {

    public static final int PER_LOGIN = 5;
    private static final int PER_ADDRESS = 8;
    public static final int CALLS = 250;
    private static final String REFUSED =
            "{\"error\":\"too_many_requests\",\"error_description\":\"too many requests, try again later\"}";

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /** So few that none comes back before a test is over: the next failure of a login after 12 seconds, of an address after 7. */
    public static class FewCalls implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "callroster.rate-limit.enabled", "true",
                    "callroster.rate-limit.failures-per-login", String.valueOf(PER_LOGIN),
                    "callroster.rate-limit.failures-per-address", String.valueOf(PER_ADDRESS),
                    "callroster.rate-limit.calls-per-address", String.valueOf(CALLS),
                    "callroster.trusted-proxies", "127.0.0.1, ::1",
                    "callroster.bulk.spool", "1M");
        }
    }

    private String here;

    @BeforeEach
    void moveToAnotherAddressWhereNothingLocks() {
        here = newAddress();
        nothingLocks(Api.EXAMPLE);
    }

    private static void nothingLocks(String tenant) {
        TestDatabase.execute("""
                insert into security_policy (tenant_id, settings) select id, '{"lockoutEnabled":false}' from tenant where name = ?
                on conflict do nothing""", tenant);
    }

    @Test
    void failuresOfOneLoginAreLimited() {
        String form = TokenCall.of(Users.created(), "wrong");
        wrong(PER_LOGIN, form);
        Response refused = post(here, form);
        refused.then().statusCode(429).header("Content-Type", is("application/json")).header("Cache-Control", is("no-store"))
                .header("Pragma", is("no-cache")).header("WWW-Authenticate", nullValue()).body(is(REFUSED));
        assertThat(Integer.valueOf(refused.header("Retry-After")), is(both(greaterThan(0)).and(lessThanOrEqualTo(12))));
        post(here, TokenCall.of("another", "wrong")).then().statusCode(401);
        post(newAddress(), form).then().statusCode(401);
    }

    @Test
    void rightSecretIsRefusedWithTheWrongOnes() {
        String login = Users.created();
        String form = TokenCall.of(login, Api.newSecret(Api.EXAMPLE, login));
        wrong(PER_LOGIN, TokenCall.of(login, "wrong"));
        post(here, form).then().statusCode(429);
        post(newAddress(), form).then().statusCode(200);
    }

    @Test
    void loginIsOneHoweverItIsWrittenAndWhateverTenantIsNamed() {
        wrong(1, TokenCall.of("nobody.é", "wrong"));
        wrong(1, TokenCall.of("NOBODY.É", "wrong"));
        wrong(1, TokenCall.of("nobody.e\u0301", "wrong"));
        wrong(1, TokenCall.GRANT + "&client_id=nobody.%C3%A9&client_secret=x&scope=some.example");
        wrong(1, TokenCall.GRANT + "&client_id=nobody.%C3%A9&client_secret=x&scope=other.example");
        post(here, TokenCall.of("nobody.é", "wrong")).then().statusCode(429);
    }

    @Test
    void failuresOfOneAddressAreLimited() {
        IntStream.range(0, PER_ADDRESS).forEach(i -> wrong(1, TokenCall.of("nobody" + i, "wrong")));
        Response refused = post(here, TokenCall.of("somebody", "wrong"));
        refused.then().statusCode(429).body(is(REFUSED));
        assertThat(Integer.valueOf(refused.header("Retry-After")), is(both(greaterThan(0)).and(lessThanOrEqualTo(8))));
        post(here, TokenCall.ADMIN + "&tenant=example.com").then().statusCode(429);
    }

    @Test
    void failuresOfTheOtherOAuthCallsCountAsWell() {
        String form = "token=x&" + TokenCall.of(Users.created(), "wrong");
        for (int i = 0; i < PER_LOGIN; i++) {
            from(here).body(form).post(i % 2 == 0 ? "/oauth/revoke" : "/oauth/introspect").then().statusCode(401);
        }
        List.of("revoke", "introspect", "token").forEach(
                call -> from(here).body(form).post("/oauth/" + call).then().statusCode(429).body(is(REFUSED)));
        from(here).header("Authorization", "Bearer " + Api.token(Api.EXAMPLE, "admin")).body("token=x")
                .post("/oauth/introspect").then().statusCode(200);
    }

    @Test
    void callsOfOneAddressAreLimitedWhateverIsWrongWithThem() {
        IntStream.range(0, CALLS).forEach(i -> post(here, "x").then().statusCode(400));
        Response refused = Stream.generate(() -> post(here, "x")).limit(CALLS).filter(answer -> answer.statusCode() == 429)
                .findFirst().orElseThrow();
        refused.then().header("Retry-After", is("1")).header("Cache-Control", is("no-store")).body(is(REFUSED));
        post(newAddress(), "x").then().statusCode(400);
    }

    @Test
    void onlyTheTokenCallsAreLimitedInAll() {
        String form = "token=x&" + TokenCall.ADMIN + "&tenant=example.com";
        IntStream.range(0, CALLS + 50).forEach(i -> from(here).body(form).post("/oauth/introspect").then().statusCode(200));
    }

    @Test
    void successesDoNotCount() {
        String form = TokenCall.ADMIN + "&tenant=example.com";
        IntStream.range(0, PER_ADDRESS * 2).forEach(i -> post(here, form).then().statusCode(200));
        wrong(PER_LOGIN, TokenCall.of("admin", "wrong"));
    }

    @Test
    void refusalsTellNothingOfWhoIsKnown() {
        String known = Users.created();
        assertEquals(refusals(TokenCall.of(known, "wrong")), refusals(TokenCall.of("nobody", "wrong")));
        assertEquals(refusals(TokenCall.of(known, "wrong")),
                refusals(TokenCall.GRANT + "&client_id=" + known + "&client_secret=x&tenant=unknown.example"));
    }

    @Test
    void noMoreThanTheLimitAreToldOfParallelGuesses() {
        String form = TokenCall.of(Users.created(), "wrong");
        long began = System.nanoTime();
        List<Integer> answers = Api.atOnce(200, i -> post(here, form));
        int cameBack = (int) (Duration.ofNanos(System.nanoTime() - began).toSeconds() / 12);
        assertThat(answers, everyItem(is(oneOf(401, 429))));
        assertThat((int) answers.stream().filter(status -> status == 401).count(),
                is(both(greaterThanOrEqualTo(PER_LOGIN)).and(lessThanOrEqualTo(PER_LOGIN + cameBack))));
    }

    @Test
    void addressThatTheClientMadeUpIsNotBelieved() {
        String form = TokenCall.of("nobody", "wrong");
        for (int i = 0; i < PER_LOGIN; i++) {
            post(newAddress() + ", " + here, form).then().statusCode(401);
        }
        post(newAddress() + ", " + here, form).then().statusCode(429);
        TokenCall.form().header("Forwarded", "for=" + here).body(form).post("/oauth/token").then().statusCode(429);
    }

    /** The tenant has one row for each login, address and minute, with a count; what is refused has one for its address. */
    @Test
    void noMoreThanTheLimitAreLookedAtOfParallelGuesses() {
        SmallTenant tenant = SmallTenant.create();
        String form = TokenCall.GRANT + "&client_id=admin&client_secret=wrong&tenant=" + tenant.name();
        long began = System.nanoTime();
        Api.atOnce(64, i -> post(here, form));
        int cameBack = (int) (Duration.ofNanos(System.nanoTime() - began).toSeconds() / 12);
        assertThat(failures(tenant, "wrong secret"), is(lessThanOrEqualTo(PER_LOGIN + cameBack)));
        assertThat(failures(tenant, "too many failures"), is(greaterThan(0)));
    }

    @Test
    void parallelGuessesAtManyLoginsLeaveNoMoreRowsThanTheLimitAndOne() {
        SmallTenant tenant = SmallTenant.create();
        long began = System.nanoTime();
        Api.atOnce(64, i -> post(here,
                TokenCall.GRANT + "&client_id=nobody" + i + "&client_secret=wrong&tenant=" + tenant.name()));
        int minutes = 1 + (int) Duration.ofNanos(System.nanoTime() - began).toMinutes();
        int cameBack = (int) (Duration.ofNanos(System.nanoTime() - began).toSeconds() / 7);
        assertThat(failures(tenant, "unknown login"), is(lessThanOrEqualTo(PER_ADDRESS + cameBack)));
        assertThat(failures(tenant, "too many failures"), is(both(greaterThan(0)).and(lessThanOrEqualTo(minutes))));
        assertThat(TestDatabase.column("select address from audit where tenant_id = (select id from tenant where name = ?)"
                + " and reason = 'too many failures'", tenant.name()), everyItem(is(here)));
    }

    /** An account of a script, and a balancer before many of them: a limit of failures is none of theirs. */
    @Test
    void anyNumberOfRightSecretsAtOnceIsTaken() {
        String one = Users.created();
        String form = TokenCall.of(one, Api.newSecret(Api.EXAMPLE, one));
        assertThat(Api.atOnce(64, i -> post(here, form)), everyItem(is(200)));
        wrong(PER_LOGIN, TokenCall.of(one, "wrong"));
    }

    @Test
    void rightSecretsAmongWrongOnesAtOnceAreNotLostInThem() {
        String one = Users.created();
        String right = TokenCall.of(one, Api.newSecret(Api.EXAMPLE, one));
        List<Integer> answers = Api.atOnce(64, i -> post(here, i % 16 == 0 ? TokenCall.of("nobody" + i, "wrong") : right));
        assertThat(IntStream.range(0, 64).filter(i -> i % 16 != 0).mapToObj(answers::get).toList(), everyItem(is(200)));
    }

    @Test
    void noMorePasswordsThanTheLimitAreLookedAtAtOnce() {
        SmallTenant tenant = SmallTenant.create();
        nothingLocks(tenant.name());
        long began = System.nanoTime();
        Api.atOnce(16, i -> logIn(tenant.name(), "admin", "wrong"));
        int cameBack = (int) (Duration.ofNanos(System.nanoTime() - began).toSeconds() / 12);
        assertThat(failures(tenant, "wrong password"), is(lessThanOrEqualTo(PER_LOGIN + cameBack)));
        assertThat(failures(tenant, "too many failures"), is(greaterThan(0)));
    }

    @Test
    void anyNumberOfRightPasswordsAtOnceIsTaken() {
        String right = "Plenty of rope, 42 m";
        String login = Users.created(Users.with("password", right));
        assertThat(Api.atOnce(8, i -> logIn(login, right)), everyItem(is(403)));
        IntStream.range(0, PER_LOGIN).forEach(i -> logIn(login, "wrong").then().statusCode(401));
    }

    private static int failures(SmallTenant tenant, String reason) {
        return Integer.parseInt(TestDatabase.value("select coalesce(sum(count), 0) from audit"
                + " where tenant_id = (select id from tenant where name = ?) and action = 'login failed' and reason = ?",
                tenant.name(), reason));
    }

    @Test
    void bothTokenCallsShareTheirLimits() {
        String form = TokenCall.of(Users.created(), "wrong");
        wrong(PER_LOGIN, form);
        standard(form).then().statusCode(429).header("Cache-Control", is("no-store")).body(is(REFUSED));
        here = newAddress();
        IntStream.range(0, CALLS).forEach(i -> standard("x").then().statusCode(400));
        assertTrue(Stream.generate(() -> post(here, "x")).limit(CALLS).anyMatch(answer -> answer.statusCode() == 429));
        assertTrue(Stream.generate(() -> standard("x")).limit(CALLS).anyMatch(answer -> answer.statusCode() == 429));
    }

    /** A plus that stands for itself, and one that stands for a space. */
    @Test
    void headerThatMayMeanTwoLoginsIsLimitedAsOne() {
        for (int i = 0; i < PER_LOGIN; i++) {
            String login = i % 2 == 0 ? "no+body" : "no%2Bbody";
            from(here).header("Authorization", TokenCall.basic(login, "wrong")).body(TokenCall.GRANT).post("/oauth/token")
                    .then()
                    .statusCode(401);
        }
        post(here, TokenCall.of("no+body", "wrong")).then().statusCode(429);
        post(here, TokenCall.of("no body", "wrong")).then().statusCode(429);
    }

    private Response standard(String form) {
        return io.restassured.RestAssured.given().header("X-Forwarded-For", here)
                .contentType("application/x-www-form-urlencoded").body(form).post("/oauth/token");
    }

    /** 198.51.100.200 is no trusted proxy, so whatever stands behind it was made up. */
    @Test
    void addressesBehindAnUntrustedProxyAreOne() {
        String form = TokenCall.of("nobody", "wrong");
        List<Integer> answers = IntStream.range(0, PER_LOGIN + 1)
                .mapToObj(i -> post(newAddress() + ", 198.51.100.200, 127.0.0.1", form).statusCode()).toList();
        assertThat(answers, hasItem(429));
        assertThat(answers.subList(0, PER_LOGIN), not(hasItem(429)));
    }

    @Test
    void wrongPasswordsAreLimitedWithWrongSecrets() {
        String right = "Plenty of rope, 42 m";
        String login = Users.created(Users.with("password", right));
        IntStream.range(0, PER_LOGIN).forEach(i -> logIn(login, "wrong").then().statusCode(401));
        logIn(login, right).then().statusCode(429).header("Cache-Control", is("no-store")).body(is(REFUSED))
                .header("Retry-After", not(nullValue()));
        post(here, TokenCall.of(login, "wrong")).then().statusCode(429);
        here = newAddress();
        logIn(login, right).then().statusCode(403).body("error", is("forbidden"));
        logIn("nobody", "wrong").then().statusCode(401);
    }

    private Response logIn(String login, String password) {
        return logIn(Api.EXAMPLE, login, password);
    }

    private Response logIn(String tenant, String login, String password) {
        return io.restassured.RestAssured.given().header("X-Forwarded-For", here).contentType("application/json")
                .body(Map.of("domain", tenant, "username", login, "password", password, "application", "admin"))
                .post("/session_login");
    }

    private void wrong(int times, String form) {
        IntStream.range(0, times).forEach(i -> post(here, form).then().statusCode(401));
    }

    /** Everything but the request's id that two more than the limit are answered, from a new address. */
    private static List<String> refusals(String form) {
        String from = newAddress();
        return IntStream.range(0, PER_LOGIN + 2).mapToObj(i -> post(from, form)).map(answer -> answer.statusCode()
                + answer.headers().asList().stream().filter(h -> !h.getName().matches("X-Request-Id|Retry-After")).toList()
                        .toString()
                + answer.asString()).toList();
    }

    private static Response post(String from, String form) {
        return from(from).body(form).post("/oauth/token");
    }

    private static RequestSpecification from(String address) {
        return TokenCall.form().header("X-Forwarded-For", address);
    }

    private static String newAddress() {
        return "198.51.100." + ADDRESSES.incrementAndGet();
    }
}
