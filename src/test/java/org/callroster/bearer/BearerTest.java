package org.callroster.bearer;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;

import org.callroster.Api;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.key.KeyRing;
import org.callroster.secret.ApiSecretRows;
import org.callroster.token.AccessTokenTest;
import org.callroster.token.Forger;
import org.callroster.token.Jws;
import org.callroster.token.OAuth;
import org.callroster.token.TokenCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import static org.hamcrest.Matchers.is;

/** Which tokens open a resource call, and how the others are refused (RFC 6750 §3, contract sections 1 and 2). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BearerTest {

    private static final String BAD_TOKEN =
            "{\"error\":\"invalid_token\",\"error_description\":\"the access token is not valid\"}";
    private static final String NO_TOKEN =
            "{\"error\":\"invalid_token\",\"error_description\":\"an access token is needed\"}";
    /** The life of what is remembered of a caller, and a tenth more. */

    @Inject
    KeyRing keys;

    private String genuine;

    @BeforeEach
    void getToken() {
        genuine = TokenCall.post(TokenCall.ADMIN + "&tenant=example.com").then().statusCode(200).extract()
                .path("access_token");
    }

    /** However good its signature is: nothing of it is read. */
    @Test
    void aTokenThatIsTooLongIsNone() {
        call(forged().claim("more", "x".repeat(9_000)).signed(realKey())).statusCode(200);
        String tooLong = forged().claim("more", "x".repeat(12_000)).signed(realKey());
        assertRefused(tooLong);
        OAuth.postAs("introspect", "Bearer " + genuine, "token=" + tooLong).then().statusCode(413);
    }

    @Test
    void genuineTokenOpensTheCall() {
        call(genuine).statusCode(200);
        call(forged().signed(realKey())).statusCode(200);
    }

    @Test
    void nameOfTheSchemeIsReadInAnyCase() {
        callWith("bEARER " + genuine).statusCode(200);
    }

    @Test
    void withoutATokenTheChallengeHoldsNoError() {
        Api.anonymous().get("/team").then().statusCode(401).header("Content-Type", is("application/json"))
                .header("WWW-Authenticate", is("Bearer")).body(is(NO_TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Basic YWRtaW46YWRtaW4=", "Digest username=x", "Token abc", "Bearer", "x" })
    void otherSchemesAreNoToken(String authorization) {
        callWith(authorization).statusCode(401).header("WWW-Authenticate", is("Bearer")).body(is(NO_TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "a.b", "a.b.c", "..", "...", "a.b.c.d", "a.b.c.d.e", "é.é.é", "null", "e30.e30.e30",
            "bnVsbA.bnVsbA.", "W10.W10.W10", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "eyJhbGciOiJub25lIn0.e30." })
    void garbageIsRefused(String token) {
        assertRefused(token);
    }

    @ParameterizedTest
    @CsvSource({ "alg, 5", "alg, RS999", "kid, 5", "typ, 5", "typ, JWT", "typ, at+jwtx", "typ, application/x", "crit, 5",
            "enc, A128GCM", "zip, DEF" })
    void headersThatAreNotOursAreRefused(String name, String value) {
        Map<String, Object> header = new TreeMap<>(Map.of("alg", "RS256", "typ", "at+jwt", "kid", kid()));
        header.put(name, value.matches("\\d") ? Integer.valueOf(value) : value);
        assertRefused(base64(Forger.json(header)) + genuine.substring(genuine.indexOf('.')));
    }

    @ParameterizedTest
    @ValueSource(strings = { "none", "None", "NONE" })
    void unsignedTokenIsRefused(String none) {
        String header = base64("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\",\"kid\":\"" + kid() + "\"}");
        assertRefused(header + "." + genuine.split("\\.")[1] + ".");
        assertRefused(header + "." + genuine.split("\\.")[1] + "." + genuine.split("\\.")[2]);
    }

    /** The attack in which the service takes its public key, which anybody may know, for a shared secret. */
    @Test
    void publicKeyIsNoSharedSecret() throws Exception {
        byte[] der = AccessTokenTest.publicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : new byte[][] { der, pem.getBytes(StandardCharsets.US_ASCII) }) {
            assertRefused(forged().header("alg", "HS256").signed(new SecretKeySpec(secret, "HmacSHA256")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "RS384", "RS512", "PS256" })
    void otherAlgorithmsOfTheRightKeyAreRefused(String algorithm) {
        assertRefused(forged().header("alg", algorithm).signed(realKey()));
    }

    @Test
    void foreignKeyIsRefused() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        PrivateKey foreign = rsa.generateKeyPair().getPrivate();
        assertRefused(forged().signed(foreign));
        assertRefused(forged().header("kid", UUID.randomUUID().toString()).signed(foreign));
        assertRefused(forged().header("kid", null).signed(foreign));
    }

    @Test
    void keyMustBeNamed() {
        assertRefused(forged().header("kid", null).signed(realKey()));
        assertRefused(forged().header("kid", "unknown").signed(realKey()));
    }

    @Test
    void typeMustBeThatOfAccessTokens() {
        assertRefused(forged().header("typ", "JWT").signed(realKey()));
        assertRefused(forged().header("typ", null).signed(realKey()));
    }

    @Test
    void issuerAndAudienceMustBeOurs() {
        List.of("iss", "aud").forEach(claim -> {
            assertRefused(forged().claim(claim, "https://evil.example").signed(realKey()));
            assertRefused(forged().claim(claim, null).signed(realKey()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "exp", "iat", "sub", "tenant", "uid", "ver", "sec", "jti" })
    void noClaimWeRelyOnMayBeMissingOrOfAnotherType(String claim) {
        assertRefused(forged().claim(claim, null).signed(realKey()));
        assertRefused(forged().claim(claim, List.of("x")).signed(realKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "exp", "iat", "nbf" })
    void timesBeyondAllCalendarsAreRefused(String claim) {
        for (Number time : List.of(1e300, -1e300, Long.MAX_VALUE, Long.MIN_VALUE, 31_556_889_864_403_199L, 253_402_300_800L,
                -1)) {
            String token = forged().claim(claim, time).signed(realKey());
            assertRefused(token);
            assertRefused(token);
        }
    }

    @Test
    void expiredTokenIsRefused() {
        long expired = Instant.now().getEpochSecond() - 30;
        assertRefused(forged().claim("iat", expired - 3600).claim("exp", expired).signed(realKey()));
    }

    @Test
    void tokenOfTheFutureIsRefused() {
        call(forged().claim("iat", Instant.now().getEpochSecond() - 3600).signed(realKey())).statusCode(200);
        assertRefused(forged().claim("nbf", Instant.now().getEpochSecond() + 60).signed(realKey()));
    }

    @Test
    void signatureThatWasCutIsRefused() {
        assertRefused(genuine.substring(0, genuine.length() - 1));
        assertRefused(genuine.substring(0, genuine.lastIndexOf('.') + 1));
        assertRefused(genuine.substring(0, genuine.lastIndexOf('.')));
        assertRefused(genuine + "AAAA");
    }

    @Test
    void payloadThatWasChangedIsRefused() {
        List<String> parts = new ArrayList<>(List.of(genuine.split("\\.")));
        String claims = new String(Base64.getUrlDecoder().decode(parts.get(1)), StandardCharsets.UTF_8);
        parts.set(1, base64(claims.replace("example.com", "rival.example")));
        assertRefused(String.join(".", parts));
    }

    @Test
    void userOfAnotherTenantIsNobody() {
        assertRefused(forged().claim("tenant", "rival.example").signed(realKey()));
        assertRefused(forged().claim("uid", UUID.randomUUID().toString()).signed(realKey()));
        assertRefused(forged().claim("ver", 99).signed(realKey()));
        assertRefused(forged().claim("sec", UUID.randomUUID().toString()).signed(realKey()));
    }

    @Test
    void privilegesInATokenCountForNothing() {
        String agent = Api.newToken(Api.EXAMPLE, Users.created());
        String token = new Forger(agent).claim("groups", List.of("Manage users")).claim("roles", List.of("Manage users"))
                .claim("sub", "admin").signed(realKey());
        assertLacksThePrivilege(call(token));
    }

    @Test
    void missingPrivilegeIsInsufficientScope() {
        assertLacksThePrivilege(call(Api.newToken(Api.EXAMPLE, Users.created())));
    }

    @Test
    void tokenOfADeletedUserIsDead() throws InterruptedException {
        String login = administrator();
        String token = workingToken(login);
        Api.admin().delete("/user/" + login).then().statusCode(200);
        SteppedTicker.passASecond();
        assertRefused(token);
    }

    @Test
    void userMadeAgainUnderTheSameLoginIsSomebodyElse() throws InterruptedException {
        String login = administrator();
        String token = workingToken(login);
        Api.admin().delete("/user/" + login).then().statusCode(200);
        Map<String, Object> again = Users.named(login);
        again.put("roles", List.of("System Administrator"));
        Users.created(again);
        Api.newSecret(Api.EXAMPLE, login);
        SteppedTicker.passASecond();
        assertRefused(token);
    }

    @Test
    void tokenOfADisabledUserIsDeadForGood() throws InterruptedException {
        String login = administrator();
        String token = workingToken(login);
        Api.adminSends(Map.of("disabled", true)).put("/user/" + login).then().statusCode(200);
        SteppedTicker.passASecond();
        assertRefused(token);
        Api.adminSends(Map.of("disabled", false)).put("/user/" + login).then().statusCode(200);
        SteppedTicker.passASecond();
        assertRefused(token);
        workingToken(login);
    }

    @Test
    void tokenGotWithASecretThatIsGoneIsDead() throws InterruptedException {
        String login = administrator();
        String token = workingToken(login);
        ApiSecretRows.deleteAll(login);
        SteppedTicker.passASecond();
        assertRefused(token);
    }

    @Test
    void lockLeavesTokensAlive() throws InterruptedException {
        String login = administrator();
        String token = workingToken(login);
        for (int i = 0; i < 6; i++) {
            Api.requestToken(Api.EXAMPLE, login, "wrong").then().statusCode(401);
        }
        SteppedTicker.passASecond();
        call(token).statusCode(200);
    }

    @Test
    void privilegeThatWasTakenIsGoneWithinASecond() throws InterruptedException {
        String login = administrator();
        String token = workingToken(login);
        Api.adminSends(Map.of("roles", List.of("Agent"))).put("/user/" + login).then().statusCode(200);
        SteppedTicker.passASecond();
        assertLacksThePrivilege(call(token));
    }

    private static String administrator() {
        return Users.created(Users.with("roles", List.of("System Administrator")));
    }

    /** New, and used once, so that its user is remembered. */
    private static String workingToken(String login) {
        String token = Api.newToken(Api.EXAMPLE, login);
        call(token).statusCode(200);
        return token;
    }

    private Forger forged() {
        return new Forger(genuine);
    }

    private PrivateKey realKey() {
        return keys.signing().await().indefinitely().privateKey();
    }

    private String kid() {
        return (String) Jws.of(genuine).header().get("kid");
    }

    private static ValidatableResponse call(String token) {
        return callWith("Bearer " + token);
    }

    private static ValidatableResponse callWith(String authorization) {
        return Api.anonymous().header("Authorization", authorization).get("/user/frank.zappa").then();
    }

    private static void assertRefused(String token) {
        call(token).statusCode(401).header("Content-Type", is("application/json"))
                .header("WWW-Authenticate",
                        is("Bearer error=\"invalid_token\", error_description=\"the access token is not valid\""))
                .body(is(BAD_TOKEN));
    }

    private static void assertLacksThePrivilege(ValidatableResponse answer) {
        answer.statusCode(403).header("WWW-Authenticate", is("Bearer error=\"insufficient_scope\"")).body(is(
                "{\"error\":\"insufficient_scope\",\"error_description\":\"the caller lacks the privilege for this call\"}"));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
