package org.callroster.introspection;

import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.callroster.Api;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.key.KeyRing;
import org.callroster.token.Forger;
import org.callroster.token.Issuer;
import org.callroster.token.Jws;
import org.callroster.token.OAuth;
import org.callroster.token.TokenCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Whether a token lives (RFC 7662). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IntrospectionTest {

    private static final String INACTIVE = "{\"active\":false}";

    @Inject
    Issuer issuer;

    @Inject
    KeyRing keys;

    private String login;
    private String secret;
    private String token;

    @BeforeEach
    void aClientWithAToken() {
        login = Users.created();
        secret = Api.newSecret(Api.EXAMPLE, login);
        token = Api.requestToken(Api.EXAMPLE, login, secret).path("access_token");
    }

    @Test
    void aClientIsToldOfItsOwnToken() {
        Jws jws = Jws.of(token);
        introspect(client() + "&token=" + token).then().statusCode(200).header("Content-Type", is("application/json"))
                .header("Cache-Control", is("no-store"))
                .body(is("{\"active\":true,\"client_id\":\"" + login + "\",\"username\":\"" + login
                        + "\",\"token_type\":\"Bearer\",\"exp\":" + jws.claims().get("exp") + ",\"iat\":"
                        + jws.claims().get("iat") + ",\"sub\":\"" + login + "\",\"aud\":\"" + issuer.audience()
                        + "\",\"iss\":\"" + issuer.uri() + "\",\"jti\":\"" + jws.claim("jti") + "\"}"));
    }

    @Test
    void aTokenMayAskForItself() {
        OAuth.postAs("introspect", "Bearer " + token, "token=" + token).then().statusCode(200).body("active", is(true));
        OAuth.postAs("introspect", TokenCall.basic(login, secret), "tenant=example.com&token=" + token).then()
                .statusCode(200).body("active", is(true));
    }

    /** Standard clients know of no tenant, and the host's name is none here. */
    @Test
    void aClientThatNamesNoTenantMeansTheTokens() {
        introspect(unnamed(login, secret) + "&token=" + token).then().statusCode(200).body("active", is(true));
        OAuth.postAs("introspect", TokenCall.basic(login, secret), "token=" + token).then().statusCode(200)
                .body("active", is(true));
        introspect(unnamed(login, secret) + "&scope=openid&token=" + token).then().statusCode(200).body("active", is(true));
        String ofRival = Api.newSecret(Api.RIVAL, "admin");
        introspect(unnamed("admin", ofRival) + "&token=" + Api.token(Api.RIVAL, "admin")).then().statusCode(200)
                .body("active", is(true));
    }

    @Test
    void eightClientsThatNameNoTenantAreServedAtOnce() {
        assertThat(Api.atOnce(8, i -> introspect(unnamed(login, secret) + "&token=" + token)), everyItem(is(200)));
    }

    @Test
    void tenantOfATokenThatHasExpiredIsKnown() {
        long expired = Instant.now().getEpochSecond() - 100;
        String old = new Forger(token).claim("iat", expired - 3600).claim("exp", expired)
                .signed(keys.signing().await().indefinitely().privateKey());
        introspect(unnamed(login, secret) + "&token=" + old).then().statusCode(200).body(is(INACTIVE));
    }

    @Test
    void tenantIsTakenFromNoTokenThatWasNotSignedHere() throws Exception {
        PrivateKey stranger = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        for (String forged : List.of(new Forger(token).signed(stranger), token.substring(0, token.length() - 4) + "AAAA",
                new Forger(token).header("alg", "none").signed(null), "a.b.c", "nonsense")) {
            introspect(unnamed(login, secret) + "&token=" + forged).then().statusCode(401).body("error", is("invalid_client"));
        }
    }

    @Test
    void tenantThatIsNamedGoesBeforeTheTokens() {
        String ofRival = Api.newSecret(Api.RIVAL, "admin");
        String form = unnamed("admin", ofRival) + "&token=" + token;
        introspect(form).then().statusCode(401).body("error", is("invalid_client"));
        for (String named : List.of("&tenant=rival.example", "&scope=openid%20rival.example")) {
            introspect(form + named).then().statusCode(200).body(is(INACTIVE));
        }
        introspect(unnamed(login, secret) + "&tenant=unknown.example&token=" + token).then().statusCode(401);
    }

    private static String unnamed(String login, String secret) {
        return "client_id=" + Api.path(login) + "&client_secret=" + Api.path(secret);
    }

    @Test
    void othersAreToldOnlyWithThePrivilege() {
        String other = Users.created();
        String otherSecret = Api.newSecret(Api.EXAMPLE, other);
        String form = "tenant=example.com&client_id=" + other + "&client_secret=" + otherSecret + "&token=" + token;
        introspect(form).then().statusCode(200).body(is(INACTIVE));
        assertIntrospectedBy(Users.createdWithRoles("System Administrator"), true);
        assertIntrospectedBy(Users.createdWithRoles("Supervisor"), false);
    }

    private void assertIntrospectedBy(String asker, boolean active) {
        OAuth.postAs("introspect", "Bearer " + Api.token(Api.EXAMPLE, asker), "token=" + token).then().statusCode(200)
                .body("active", is(active));
        String form = "tenant=example.com&client_id=" + asker + "&client_secret=" + Api.newSecret(Api.EXAMPLE, asker);
        introspect(form + "&token=" + token).then().statusCode(200).body("active", is(active));
    }

    @Test
    void anotherTenantIsToldNothing() {
        OAuth.postAs("introspect", "Bearer " + Api.token(Api.RIVAL, "admin"), "token=" + token).then().statusCode(200)
                .body(is(INACTIVE));
    }

    @Test
    void whatIsNoLivingTokenIsInactive() throws InterruptedException {
        for (String dead : List.of("nonsense", "a.b.c", token + "x", token.substring(0, token.length() - 4))) {
            introspect(client() + "&token=" + dead).then().statusCode(200).body(is(INACTIVE));
        }
        OAuth.post("revoke", client() + "&token=" + token).then().statusCode(200);
        SteppedTicker.passASecond();
        introspect(client() + "&token=" + token).then().statusCode(200).body(is(INACTIVE));
    }

    @Test
    void tokenOfADisabledUserIsInactive() throws InterruptedException {
        Api.adminSends(Map.of("disabled", true)).put("/user/" + login).then().statusCode(200);
        SteppedTicker.passASecond();
        OAuth.postAs("introspect", "Bearer " + Api.token(Api.EXAMPLE, "admin"), "token=" + token).then().statusCode(200)
                .body(is(INACTIVE));
        introspect(client() + "&token=" + token).then().statusCode(401).body("error", is("invalid_client"));
    }

    @Test
    void whoIsNobodyIsToldNothing() {
        introspect("token=" + token).then().statusCode(401).header("Cache-Control", is("no-store"))
                .body("error", is("invalid_client"));
        OAuth.postAs("introspect", "Bearer x", "token=" + token).then().statusCode(401).body("error", is("invalid_token"));
        introspect(client()).then().statusCode(400).body("error", is("invalid_request"));
        Api.anonymous().contentType("application/json").body("{}").post("/oauth/introspect").then().statusCode(415);
        assertEquals("POST", Api.anonymous().get("/oauth/introspect").then().statusCode(405).extract().header("Allow"));
    }

    private String client() {
        return "tenant=example.com&client_id=" + Api.path(login) + "&client_secret=" + Api.path(secret);
    }

    private static Response introspect(String form) {
        return OAuth.post("introspect", form);
    }
}
