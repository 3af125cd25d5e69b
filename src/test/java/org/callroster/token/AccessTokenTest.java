package org.callroster.token;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.secret.ApiSecretRows;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What stands in an access token (RFC 9068, contract section 2). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
public class AccessTokenTest {

    @Inject
    Issuer issuer;

    @Test
    void headerNamesAlgorithmKeyAndType() throws SQLException {
        Jws token = newToken();
        assertEquals(Set.of("alg", "kid", "typ"), token.header().keySet());
        assertEquals("RS256", token.header().get("alg"));
        assertEquals("at+jwt", token.header().get("typ"));
        assertEquals(text("select kid from signing_key order by created_at desc limit 1"), token.header().get("kid"));
    }

    @Test
    void publicKeyOfTheDatabaseVerifiesIt() throws Exception {
        assertTrue(newToken().isSignedBy(publicKey()));
    }

    @Test
    void claimsAreThoseOfTheContractAndNoMore() {
        assertEquals(Set.of("iss", "aud", "sub", "client_id", "tenant", "iat", "exp", "jti", "uid", "ver", "sec"),
                newToken().claims().keySet());
    }

    @Test
    void claimsSayWhoseItIs() throws SQLException {
        String login = Users.created();
        String secret = Api.newSecret(Api.EXAMPLE, login);
        Jws token = Jws.of(TokenCall.post(TokenCall.of(login.toUpperCase(java.util.Locale.ROOT), secret)).path("access_token"));
        assertEquals(login, token.claim("sub"));
        assertEquals(login, token.claim("client_id"));
        assertEquals("example.com", token.claim("tenant"));
        assertEquals(text("select " + ApiSecretRows.user(login)), token.claim("uid"));
        assertEquals(text("select id from api_secret where user_id = " + ApiSecretRows.user(login)), token.claim("sec"));
        assertEquals(0, token.claims().get("ver"));
    }

    @Test
    void issuerAndAudienceAreTheConfiguredOnes() {
        Jws token = Jws.of(TokenCall.form().header("Host", "evil.example").header("X-Forwarded-Host", "evil.example")
                .body(TokenCall.ADMIN + "&tenant=example.com").post("/oauth/token").path("access_token"));
        assertEquals(issuer.uri(), token.claim("iss"));
        assertEquals(issuer.uri() + "/configapi", token.claim("aud"));
        assertFalse(issuer.uri().isEmpty());
    }

    @Test
    void lifeIsOneHourFromNow() {
        Jws token = newToken();
        int issued = (int) token.claims().get("iat");
        assertEquals(3600, (int) token.claims().get("exp") - issued);
        assertTrue(Math.abs(Instant.now().getEpochSecond() - issued) < 10);
    }

    @Test
    void everyTokenHasItsOwnRandomId() {
        UUID first = UUID.fromString(newToken().claim("jti"));
        UUID second = UUID.fromString(newToken().claim("jti"));
        assertNotEquals(first, second);
        assertEquals(List.of(4, 4), List.of(first.version(), second.version()));
    }

    @Test
    void secretThatWasUsedIsNamedWhenThereAreTwo() throws SQLException {
        String login = Users.created();
        String older = Api.newSecret(Api.EXAMPLE, login);
        String olderId = text("select id from api_secret where user_id = " + ApiSecretRows.user(login));
        String newer = Api.newSecret(Api.EXAMPLE, login);
        assertEquals(olderId, Jws.of(TokenCall.post(TokenCall.of(login, older)).path("access_token")).claim("sec"));
        assertNotEquals(olderId, Jws.of(TokenCall.post(TokenCall.of(login, newer)).path("access_token")).claim("sec"));
    }

    @Test
    void lastUseIsWrittenAtMostOnceAMinute() throws SQLException {
        String login = Users.created();
        String secret = Api.newSecret(Api.EXAMPLE, login);
        String lastUse = "select last_used_at from api_secret where user_id = " + ApiSecretRows.user(login);
        TokenCall.post(TokenCall.of(login, secret)).then().statusCode(200);
        String first = text(lastUse);
        assertNotEquals(null, first);
        TokenCall.post(TokenCall.of(login, secret)).then().statusCode(200);
        assertEquals(first, text(lastUse));
        TestDatabase.execute("update api_secret set last_used_at = now() - interval '61 seconds' where user_id = "
                + ApiSecretRows.user(login));
        String aged = text(lastUse);
        TokenCall.post(TokenCall.of(login, secret)).then().statusCode(200);
        assertNotEquals(aged, text(lastUse));
    }

    @Test
    void failureLeavesNoLastUse() throws SQLException {
        String login = Users.created();
        Api.newSecret(Api.EXAMPLE, login);
        TokenCall.post(TokenCall.of(login, "wrong")).then().statusCode(401);
        assertEquals(null, text("select last_used_at from api_secret where user_id = " + ApiSecretRows.user(login)));
    }

    public static PublicKey publicKey() throws Exception {
        try (Connection connection = TestDatabase.connection()) {
            ResultSet row = connection.createStatement()
                    .executeQuery("select public_key from signing_key order by created_at desc limit 1");
            row.next();
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(row.getBytes(1)));
        }
    }

    private static Jws newToken() {
        return Jws.of(TokenCall.post(TokenCall.ADMIN + "&tenant=example.com").then().statusCode(200).extract()
                .path("access_token"));
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connection()) {
            ResultSet row = connection.createStatement().executeQuery(sql);
            row.next();
            return row.getString(1);
        }
    }
}
