package org.callroster.introspection;

import org.callroster.Api;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.token.Jws;
import org.callroster.token.OAuth;
import org.callroster.token.TokenCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Tokens end before their time (RFC 7009). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RevocationTest {

    private String login;
    private String secret;
    private String token;

    @BeforeEach
    void aClientWithAToken() {
        login = Users.createdWithRoles("System Administrator");
        secret = Api.newSecret(Api.EXAMPLE, login);
        token = Api.requestToken(Api.EXAMPLE, login, secret).path("access_token");
        assertAlive(token);
    }

    @Test
    void aClientEndsItsTokenByItsCredentials() throws InterruptedException {
        revoke(client() + "&token=" + token).then().statusCode(200).body(is(""))
                .header("Cache-Control", is("no-store")).header("Pragma", is("no-cache"));
        assertDead(token);
    }

    @Test
    void aClientEndsItsTokenByBasic() throws InterruptedException {
        OAuth.postAs("revoke", TokenCall.basic(login, secret), "tenant=example.com&token_type_hint=access_token&token=" + token)
                .then().statusCode(200);
        assertDead(token);
    }

    /** Standard clients know of no tenant, and the host's name is none here. */
    @Test
    void aClientThatNamesNoTenantEndsItsToken() throws InterruptedException {
        OAuth.postAs("revoke", TokenCall.basic(login, secret), "token_type_hint=access_token&token=" + token).then()
                .statusCode(200);
        assertDead(token);
    }

    @Test
    void aTokenEndsItself() throws InterruptedException {
        OAuth.postAs("revoke", "Bearer " + token, "token=" + token).then().statusCode(200).body(is(""));
        assertDead(token);
    }

    @Test
    void onlyThatTokenEnds() throws InterruptedException {
        String other = Api.requestToken(Api.EXAMPLE, login, secret).path("access_token");
        revoke(client() + "&token=" + token).then().statusCode(200);
        assertDead(token);
        assertAlive(other);
    }

    @Test
    void revokingTwiceIsFine() {
        revoke(client() + "&token=" + token).then().statusCode(200);
        revoke(client() + "&token=" + token).then().statusCode(200);
        assertEquals("1", TestDatabase.value("select count(*) from revoked_token where jti = cast(? as uuid)",
                Jws.of(token).claim("jti")));
    }

    @Test
    void tokensOfOthersAndNonsenseAreLeftAlone() throws InterruptedException {
        String others = Api.newToken(Api.EXAMPLE, Users.createdWithRoles("System Administrator"));
        String rivals = Api.newToken(Api.RIVAL, "admin");
        for (String each : new String[] { others, rivals, "nonsense", "a.b.c" }) {
            revoke(client() + "&token=" + each).then().statusCode(200).body(is(""));
        }
        SteppedTicker.passASecond();
        assertAlive(others);
        Api.withToken(rivals).get("/team").then().statusCode(200);
    }

    @Test
    void whoIsNobodyRevokesNothing() {
        revoke("token=" + token).then().statusCode(401).body("error", is("invalid_client"));
        revoke("token=" + token + "&tenant=example.com&client_id=" + login + "&client_secret=wrong").then().statusCode(401)
                .body("error", is("invalid_client"));
        OAuth.postAs("revoke", TokenCall.basic(login, "wrong"), "tenant=example.com&token=" + token).then().statusCode(401)
                .header("WWW-Authenticate", is("Basic realm=\"callroster\"")).body("error", is("invalid_client"));
        OAuth.postAs("revoke", "Bearer nonsense", "token=" + token).then().statusCode(401)
                .header("WWW-Authenticate",
                        is("Bearer error=\"invalid_token\", error_description=\"the access token is not valid\""))
                .header("Cache-Control", is("no-store")).body("error", is("invalid_token"));
        assertAlive(token);
    }

    @Test
    void twoWaysOfProvingOneselfAreTooMany() {
        OAuth.postAs("revoke", "Bearer " + token, client() + "&token=" + token).then().statusCode(400)
                .body("error", is("invalid_request"));
        OAuth.postAs("revoke", TokenCall.basic(login, secret), client() + "&token=" + token).then().statusCode(400)
                .body("error", is("invalid_request"));
    }

    @Test
    void theTokenMustBeGivenOnceAndInTheBody() {
        revoke(client()).then().statusCode(400).body("error", is("invalid_request"));
        revoke(client() + "&token=").then().statusCode(400).body("error", is("invalid_request"));
        revoke(client() + "&token=a&token=b").then().statusCode(400).body("error", is("invalid_request"));
        TokenCall.form().body(client()).post("/oauth/revoke?token=" + token).then().statusCode(400)
                .body("error", is("invalid_request"));
        assertAlive(token);
    }

    @Test
    void wrongSecretsCountHereToo() {
        for (int i = 0; i < 6; i++) {
            revoke("token=x&tenant=example.com&client_id=" + login + "&client_secret=wrong").then().statusCode(401);
        }
        Api.admin().get("/user/lock/" + login).then().body(is("{\"lockedOut\":true}"));
    }

    @Test
    void whatNobodyNeedKnowAnyMoreIsForgotten() {
        revoke(client() + "&token=" + token).then().statusCode(200);
        TestDatabase.execute("update revoked_token set expires_at = now() - interval '6 minutes' where jti = cast(? as uuid)",
                Jws.of(token).claim("jti"));
        String next = Api.requestToken(Api.EXAMPLE, login, secret).path("access_token");
        revoke(client() + "&token=" + next).then().statusCode(200);
        assertEquals("0", TestDatabase.value("select count(*) from revoked_token where jti = cast(? as uuid)",
                Jws.of(token).claim("jti")));
    }

    private String client() {
        return "tenant=example.com&client_id=" + Api.path(login) + "&client_secret=" + Api.path(secret);
    }

    private static Response revoke(String form) {
        return OAuth.post("revoke", form);
    }

    private static void assertAlive(String token) {
        Api.withToken(token).get("/team").then().statusCode(200);
    }

    private static void assertDead(String token) throws InterruptedException {
        SteppedTicker.passASecond();
        Api.withToken(token).get("/team").then().statusCode(401).body("error", is("invalid_token"));
    }
}
