package org.callroster.key;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.callroster.token.Jws;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The key set that verifiers elsewhere fetch (RFC 7517). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class JwksTest {

    private static final String PATH = "/.well-known/jwks.json";

    @Test
    void keyOfTheSetVerifiesAToken() throws Exception {
        Jws token = Jws.of(Api.newToken(Api.EXAMPLE, "admin"));
        Map<String, String> key = jwks().getMap("keys.find { it.kid == '" + token.header().get("kid") + "' }");
        assertEquals("RSA sig RS256", key.get("kty") + " " + key.get("use") + " " + key.get("alg"));
        assertTrue(token.isSignedBy(publicKey(key)));
    }

    @Test
    void nothingPrivateIsInIt() {
        assertEquals(java.util.Set.of("kty", "use", "alg", "kid", "n", "e"), jwks().getMap("keys[0]").keySet());
    }

    @Test
    void itMayBeKeptForFiveMinutesAndAskedForAgain() {
        Response first = given().get(PATH);
        first.then().statusCode(200).header("Content-Type", is("application/json"))
                .header("Cache-Control", is("public, max-age=300")).header("ETag", notNullValue())
                .header("X-Request-Id", notNullValue());
        String etag = first.header("ETag");
        given().header("If-None-Match", etag).get(PATH).then().statusCode(304).body(is("")).header("ETag", is(etag))
                .header("Cache-Control", is("public, max-age=300"));
        given().header("If-None-Match", "\"another\"").get(PATH).then().statusCode(200);
    }

    @Test
    void acceptNeverRefusesIt() {
        given().header("Accept", "application/jwk-set+json").get(PATH).then().statusCode(200)
                .header("Content-Type", is("application/json"));
        given().head(PATH).then().statusCode(200).header("ETag", notNullValue());
        given().get(PATH + "/").then().statusCode(200);
    }

    @Test
    void otherMethodsAreRefused() {
        given().post(PATH).then().statusCode(405).header("Allow", is("GET, HEAD")).body("error", is("method_not_allowed"));
        Headers headers = given().options(PATH).then().statusCode(405).extract().headers();
        assertEquals("GET, HEAD", headers.getValue("Allow"));
    }

    @Test
    void neitherTokenNorHostMatters() {
        given().header("Authorization", "Bearer nonsense").get(PATH).then().statusCode(200);
        given().header("Host", "evil.example").get("/.well-known/oauth-authorization-server").then().statusCode(200)
                .body("issuer", not("evil.example"));
    }

    private static JsonPath jwks() {
        return given().get(PATH).then().statusCode(200).extract().jsonPath();
    }

    private static PublicKey publicKey(Map<String, String> jwk) throws Exception {
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(jwk.get("n")), number(jwk.get("e"))));
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }
}
