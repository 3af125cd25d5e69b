package org.callroster.provider;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.crypto.spec.SecretKeySpec;

import org.callroster.Api;
import org.callroster.RawHttp;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import static org.callroster.provider.OtherProviders.AUDIENCE;
import static org.callroster.provider.OtherProviders.RIVALS_AUDIENCE;
import static org.callroster.provider.OtherProviders.late;
import static org.callroster.provider.OtherProviders.mail;
import static org.callroster.provider.OtherProviders.staff;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Bearer tokens of other issuers that a tenant trusts. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@WithTestResource(OtherProviders.class)
class ForeignTokensTest {

    private static final String BAD_TOKEN =
            "{\"error\":\"invalid_token\",\"error_description\":\"the access token is not valid\"}";
    private static final String BAD_TOKEN_CHALLENGE =
            "Bearer error=\"invalid_token\", error_description=\"the access token is not valid\"";
    /** What a call waits for a provider at most, three seconds, and what a busy machine adds. */
    private static final long PATIENCE_MILLIS = 5000;
    /** Discovery and keys. */
    private static final int REQUESTS_OF_A_LOOK = 2;

    @Test
    void tokenOfATrustedIssuerActsAsThatUser() {
        assertAccepted(staff.token("admin", AUDIENCE));
        assertAccepted(staff.token("ADMIN", AUDIENCE));
        assertAccepted(staff.token("admin", "account", AUDIENCE));
        String agent = staff.token(Users.created(), AUDIENCE);
        call(agent).statusCode(403).body("error", is("insufficient_scope"));

        String made = "made-" + UUID.randomUUID();
        Api.withToken(staff.token("admin", AUDIENCE)).contentType("application/json").body(Users.named(made)).post("/user")
                .then().statusCode(200);
        Api.admin().get("/user/" + made).then().statusCode(200);
    }

    @Test
    void eachAudienceIsOneTenants() {
        assertRefused(staff.token("nobody.has.this", AUDIENCE));
        call(staff.token("admin", RIVALS_AUDIENCE)).statusCode(404);
        String known = Users.created();
        Api.withToken(staff.token("admin", AUDIENCE)).get("/user/" + known).then().statusCode(200);
        Api.withToken(staff.token("admin", RIVALS_AUDIENCE)).get("/user/" + known).then().statusCode(404);
        assertRefused(staff.token(known, RIVALS_AUDIENCE));
    }

    @Test
    void tokenForTwoTenantsIsForNone() {
        assertRefused(staff.token("admin", AUDIENCE, RIVALS_AUDIENCE));
    }

    @Test
    void audienceMustBeAConfiguredOneOfThisIssuer() {
        assertRefused(staff.token("admin", "another"));
        assertRefused(staff.token("admin", "any"));
        assertRefused(mail.token(verified(mail.claims("x", RIVALS_AUDIENCE), "admin")));
        assertRefused(staff.token(without(staff.claims("admin", AUDIENCE), "aud")));
        assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), "aud", Map.of(AUDIENCE, AUDIENCE))));
        assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), "aud", List.of(5, AUDIENCE))));
    }

    @Test
    void issuerMustBeTrusted() {
        assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), "iss", "https://evil.example")));
        assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), "iss", staff.issuer() + "/")));
        assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), "iss", "http://localhost:8080")));
        assertRefused(staff.token(without(staff.claims("admin", AUDIENCE), "iss")));
    }

    /** Each issuer's keys are good for its own tokens alone. */
    @Test
    void oneIssuerDoesNotSpeakForAnother() {
        assertAccepted(staff.token("admin", AUDIENCE));
        assertRefused(mail.token(staff.claims("admin", AUDIENCE)));
        assertRefused(staff.token(verified(mail.claims("x", AUDIENCE), "admin")));
        assertRefused(
                Tokens.sign(staff.claims("admin", AUDIENCE), "RS256", staff.key().getKeyId(), mail.key().getPrivateKey()));
    }

    @Test
    void timeIsCheckedWithALeewayOfSeconds() {
        assertAccepted(staff.token(with(staff.claims("admin", AUDIENCE), "exp", TestProvider.now() - 3)));
        assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), "exp", TestProvider.now() - 30)));
        assertRefused(staff.token(without(staff.claims("admin", AUDIENCE), "exp")));
        assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), "exp", "tomorrow")));
        assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), "nbf", TestProvider.now() + 60)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "exp", "iat", "nbf" })
    void timesBeyondAllCalendarsAreRefused(String claim) {
        for (Object time : List.of(1e300, -1e300, Long.MAX_VALUE, Long.MIN_VALUE, 253_402_300_800L, -1, "tomorrow", List.of(),
                true)) {
            assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), claim, time)));
        }
        assertAccepted(staff.token(with(staff.claims("admin", AUDIENCE), "exp", TestProvider.now() + 60.5)));
    }

    /** Keycloak signs them all with the same key, for the same audience if it is told to. */
    @ParameterizedTest
    @ValueSource(strings = { "ID", "Refresh", "Offline", "Logout", "id" })
    void otherTokensOfTheIssuerAreNoAccessTokens(String type) {
        assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), "typ", type)));
    }

    @Test
    void idTokenIsNoAccessToken() {
        for (String claim : List.of("nonce", "at_hash", "c_hash")) {
            assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), claim, "x")));
        }
        assertAccepted(staff.token(with(with(staff.claims("admin", AUDIENCE), "nonce", "x"), "typ", "Bearer")));
        assertAccepted(staff.token(with(staff.claims("admin", AUDIENCE), "nonce", "x"), "at+jwt"));
    }

    @Test
    void tokenThatIsLabelledAsAnotherKindIsNoAccessToken() {
        for (String label : List.of("logout+jwt", "application/logout+jwt", "secevent+jwt", "dpop+jwt", "x")) {
            assertRefused(staff.token(staff.claims("admin", AUDIENCE), label));
        }
        for (String label : List.of("JWT", "jwt", "at+jwt", "application/at+jwt", "AT+JWT")) {
            assertAccepted(staff.token(staff.claims("admin", AUDIENCE), label));
        }
        assertRefused(staff.token(with(staff.claims("admin", AUDIENCE), "events", Map.of("backchannel-logout", Map.of()))));
    }

    @Test
    void tokenThatWasVerifiedOnceStillExpires() throws InterruptedException {
        String token = staff.token(with(staff.claims("admin", AUDIENCE), "exp", TestProvider.now() - 8));
        assertAccepted(token);
        Thread.sleep(3000);
        assertRefused(token);
    }

    @Test
    void algorithmMustBeAsymmetric() {
        Map<String, Object> claims = staff.claims("admin", AUDIENCE);
        String kid = staff.key().getKeyId();
        byte[] publicKey = staff.key().getPublicKey().getEncoded();
        byte[] published = staff.key().toJson().getBytes(StandardCharsets.UTF_8);
        for (byte[] secret : List.of(publicKey, published)) {
            assertRefused(Tokens.sign(claims, "HS256", kid, new SecretKeySpec(secret, "HmacSHA256")));
        }
        assertRefused(Tokens.sign(claims, "none", kid, null));
        assertRefused(Tokens.sign(claims, "none", null, null));
        assertAccepted(Tokens.sign(claims, "PS256", kid, staff.key().getPrivateKey()));
    }

    @Test
    void signatureMustBeGood() {
        String token = staff.token("admin", AUDIENCE);
        assertRefused(token.substring(0, token.lastIndexOf('.') + 1));
        assertRefused(token.substring(0, token.length() - 8) + "AAAAAAAA");
        assertRefused(token + ".e.f");
        String other = staff.token("frank.zappa", AUDIENCE);
        assertRefused(token.split("\\.")[0] + "." + other.split("\\.")[1] + "." + token.split("\\.")[2]);
    }

    @Test
    void emailIsALoginOnlyIfItWasVerified() {
        String address = Users.created(Users.named(UUID.randomUUID() + "@example.com"));
        Map<String, Object> claims = mail.claims("admin", AUDIENCE);
        call(mail.token(verified(claims, address))).statusCode(403);
        call(mail.token(with(claims, "email_verified", "true"))).statusCode(403);
        assertRefused(mail.token(with(claims, "email_verified", false)));
        assertRefused(mail.token(with(claims, "email_verified", null)));
        assertRefused(mail.token(without(claims, "email_verified")));
        assertRefused(mail.token(without(verified(claims, address), "email")));
    }

    @Test
    void loginThatNobodyCanHaveIsRefused() {
        for (Object login : new Object[] { 5, List.of("admin"), "", "a\0b", "\uD800", "a".repeat(5000), "%" }) {
            assertRefused(staff.token(with(staff.claims("x", AUDIENCE), "sub", login)));
        }
        assertRefused(staff.token(without(staff.claims("x", AUDIENCE), "sub")));
    }

    @Test
    void disabledAndDeletedUsersAreOutWithinASecond() throws InterruptedException {
        String login = Users.createdWithRoles("System Administrator");
        String token = staff.token(login, AUDIENCE);
        assertAccepted(token);
        Api.adminSends(Map.of("disabled", true)).put("/user/" + login).then().statusCode(200);
        SteppedTicker.passASecond();
        assertRefused(token);
        Api.adminSends(Map.of("disabled", false)).put("/user/" + login).then().statusCode(200);
        SteppedTicker.passASecond();
        assertAccepted(token);
        Api.admin().delete("/user/" + login).then().statusCode(200);
        SteppedTicker.passASecond();
        assertRefused(token);
    }

    @Test
    void newKeyIsPickedUpAndTheOldOneIsNoGoodAnyMore() throws InterruptedException {
        String old = staff.token("admin", AUDIENCE);
        assertAccepted(old);
        SteppedTicker.pass(IssuerKeys.PAUSE);
        staff.rotateTo(TestProvider.rsa());
        String token = staff.token("admin", AUDIENCE);
        List<Integer> answers = Api.atOnce(30, i -> i % 2 == 0 ? Api.withToken(token).get("/user/admin")
                : Api.withToken(token).contentType("application/json").body("{}").put("/user/frank.zappa"));
        answers.forEach(status -> assertEquals(200, status));
        assertRefused(old);
    }

    @Test
    void madeUpKeysDoNotMakeUsHammerTheProvider() {
        assertAccepted(staff.token("admin", AUDIENCE));
        int before = staff.asked();
        long began = System.nanoTime();
        for (int round = 0; round < 5; round++) {
            Api.atOnce(20, i -> Api.withToken(madeUp()).get("/user/admin")).forEach(status -> assertEquals(401, status));
        }
        long looks = 1 + Duration.ofNanos(System.nanoTime() - began).dividedBy(IssuerKeys.PAUSE);
        assertThat(staff.asked() - before, lessThanOrEqualTo((int) looks * REQUESTS_OF_A_LOOK));
        assertAccepted(staff.token("admin", AUDIENCE));
    }

    private static String madeUp() {
        return Tokens.sign(staff.claims("admin", AUDIENCE), "RS256", UUID.randomUUID().toString(), mail.key().getPrivateKey());
    }

    /** First it does not run, then it takes requests and does not answer, then it is there, then gone again. */
    @Test
    void onlyTokensOfAProviderThatIsAwayAreAnswered503UntilItIsBack() throws InterruptedException {
        String token = late.token("admin", AUDIENCE);
        assertUnavailable(token);
        assertOthersGoOn();

        late.fallSilent();
        late.start();
        SteppedTicker.pass(IssuerKeys.PAUSE_AFTER_A_FAILURE);
        long began = System.nanoTime();
        List<Integer> answers = Api.atOnce(100, i -> i % 4 == 0 ? Api.admin().get("/user/admin")
                : Api.withToken(late.token("user" + i, AUDIENCE)).get("/user/admin"));
        assertThat(Duration.ofNanos(System.nanoTime() - began).toMillis(), lessThan(PATIENCE_MILLIS));
        for (int i = 0; i < answers.size(); i++) {
            assertEquals(i % 4 == 0 ? 200 : 503, answers.get(i));
        }
        assertEquals(1, late.asked());

        late.speak();
        SteppedTicker.pass(IssuerKeys.PAUSE_AFTER_A_FAILURE);
        assertAccepted(token);
        late.stop();
        assertAccepted(late.token("admin", AUDIENCE));
        assertKeysServeWhileTheProviderIsAway();
    }

    private static void assertKeysServeWhileTheProviderIsAway() throws InterruptedException {
        SteppedTicker.pass(IssuerKeys.PAUSE);
        String known = late.token("admin", AUDIENCE);
        late.rotateTo(TestProvider.ec());
        assertUnavailable(late.token("admin", AUDIENCE));
        assertAccepted(known);
        assertOthersGoOn();
        late.start();
        SteppedTicker.pass(IssuerKeys.PAUSE_AFTER_A_FAILURE);
        assertAccepted(late.token("admin", AUDIENCE));
    }

    private static void assertOthersGoOn() {
        Api.admin().get("/user/admin").then().statusCode(200);
        assertAccepted(staff.token("admin", AUDIENCE));
        assertRefused("x");
    }

    @Test
    void foreignTokenIsNoneOfOursToIntrospectOrRevoke() {
        String token = staff.token("admin", AUDIENCE);
        for (String bearer : List.of(token, Api.token(Api.EXAMPLE, "admin"))) {
            oauth("introspect", bearer, token).statusCode(200).body(is("{\"active\":false}"));
            oauth("revoke", bearer, token).statusCode(200);
        }
        assertAccepted(token);
    }

    @Test
    void foreignTokenIntrospectsAndRevokesWhatIsItsUsers() throws InterruptedException {
        String login = Users.created();
        String own = Api.newToken(Api.EXAMPLE, login);
        String foreign = staff.token(login, AUDIENCE);
        oauth("introspect", foreign, own).statusCode(200).body("active", is(true));
        oauth("introspect", foreign, Api.token(Api.EXAMPLE, "admin")).statusCode(200).body("active", is(false));
        oauth("revoke", foreign, own).statusCode(200);
        SteppedTicker.passASecond();
        oauth("introspect", foreign, own).statusCode(200).body("active", is(false));
        oauth("introspect", staff.token("nobody.has.this", AUDIENCE), own).statusCode(401).body(is(BAD_TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "a.b", "a.b.c", "..", "...", "a.b.c.d.e", "e30.e30.e30", "bnVsbA.bnVsbA.", "W10.W10.W10" })
    void garbageIsRefused(String token) {
        assertRefused(token);
    }

    @Test
    void whatHoldsTheIssuersNameButIsNoTokenIsRefused() {
        String issuer = "\"iss\":\"" + staff.issuer() + "\",\"aud\":\"" + AUDIENCE + "\"";
        assertRefused(Tokens.with("{\"iss\":[\"" + staff.issuer() + "\"]}"));
        assertRefused(Tokens.with("{" + issuer + ",\"x\":" + "[".repeat(5000) + "}"));
        assertRefused(Tokens.with("{" + issuer + ",\"x\":" + "[".repeat(900) + "]".repeat(900) + "}"));
        for (String header : List.of("", "[]", "null", "{}", "{\"alg\":5}", "{\"alg\":\"RS256\",\"kid\":5}",
                "{\"alg\":\"RS256\",\"kid\":{}}", "{\"alg\":\"RS999\"}", "{\"alg\":\"RS256\",\"crit\":[\"x\"]}",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}", "{\"alg\":\"RS256\",\"x5t\":5}", "[".repeat(5000))) {
            assertRefused(Tokens.part(header) + "." + Tokens.part("{" + issuer + "}") + ".AAAA");
        }
    }

    /** Signed by one we trust, and yet nothing to break on. */
    @Test
    void strangeClaimsOfATrustedIssuerAreNeverOurFault() {
        for (Map<String, Object> claims : List.of(
                with(staff.claims("admin", AUDIENCE), "typ", List.of("Bearer")),
                with(staff.claims("admin", AUDIENCE), "typ", null),
                with(staff.claims("admin", AUDIENCE), "iss", List.of(staff.issuer())),
                with(staff.claims("admin", AUDIENCE), "jti", Map.of()))) {
            call(staff.token(claims)).statusCode(is(oneOf(200, 401)));
        }
    }

    @Test
    void tokenThatIsFarTooLongIsNoTroubleOfOurs() {
        String head = RawHttp.exchange("GET /configapi/v2/user/admin HTTP/1.1",
                "Authorization: Bearer " + staff.token(with(staff.claims("admin", AUDIENCE), "x", "a".repeat(50_000))));
        assertThat(head, startsWith("HTTP/1.1 4"));
        assertAccepted(staff.token(with(staff.claims("admin", AUDIENCE), "groups", "a".repeat(10_000))));
    }

    private static ValidatableResponse oauth(String call, String bearer, String token) {
        return Api.withToken(bearer).contentType("application/x-www-form-urlencoded").body("token=" + token)
                .post("/oauth/" + call).then();
    }

    private static ValidatableResponse call(String token) {
        return Api.withToken(token).get("/user/frank.zappa").then();
    }

    private static void assertAccepted(String token) {
        call(token).statusCode(200).body("loginId", equalTo("frank.zappa"));
    }

    private static void assertRefused(String token) {
        call(token).statusCode(401).header("WWW-Authenticate", is(BAD_TOKEN_CHALLENGE)).body(is(BAD_TOKEN));
    }

    private static void assertUnavailable(String token) {
        call(token).statusCode(503).header("Retry-After", is("1")).body("error", is("unavailable"));
    }

    private static Map<String, Object> verified(Map<String, Object> claims, String address) {
        return with(with(claims, "email", address), "email_verified", true);
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        claims.put(name, value);
        return claims;
    }

    private static Map<String, Object> without(Map<String, Object> claims, String name) {
        claims.remove(name);
        return claims;
    }
}
