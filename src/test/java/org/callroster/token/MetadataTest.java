package org.callroster.token;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What clients discover (RFC 8414). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MetadataTest {

    private static final String PATH = "/.well-known/oauth-authorization-server";

    @Inject
    Issuer issuer;

    @Test
    void everyAddressDerivesFromTheIssuer() {
        Map<String, Object> metadata = given().header("Host", "evil.example").header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "host=evil.example").get(PATH).then().statusCode(200)
                .header("Content-Type", is("application/json")).extract().jsonPath().getMap("");
        assertEquals(issuer.uri(), metadata.get("issuer"));
        assertEquals(issuer.uri() + "/oauth/token", metadata.get("token_endpoint"));
        assertEquals(issuer.uri() + "/configapi/v2/oauth/revoke", metadata.get("revocation_endpoint"));
        assertEquals(issuer.uri() + "/configapi/v2/oauth/introspect", metadata.get("introspection_endpoint"));
        assertEquals(issuer.uri() + "/.well-known/jwks.json", metadata.get("jwks_uri"));
        assertEquals(List.of("client_credentials"), metadata.get("grant_types_supported"));
        assertEquals(List.of("public"), metadata.get("subject_types_supported"));
        assertEquals(List.of("token"), metadata.get("response_types_supported"));
        assertEquals(List.of("client_secret_basic", "client_secret_post"),
                metadata.get("token_endpoint_auth_methods_supported"));
    }

    /** Some clients know that place alone. */
    @Test
    void openIdClientsFindTheSame() {
        String here = given().get(PATH).then().extract().asString();
        String etag = given().get("/.well-known/openid-configuration").then().statusCode(200)
                .header("Content-Type", is("application/json")).header("Cache-Control", is("public, max-age=3600"))
                .body(is(here)).extract().header("ETag");
        given().header("If-None-Match", etag).get("/.well-known/openid-configuration/").then().statusCode(304);
        given().post("/.well-known/openid-configuration").then().statusCode(405).header("Allow", is("GET, HEAD"));
    }

    @Test
    void eightClientsAtOnceFindIt() {
        assertThat(Api.atOnce(8, i -> given().get("/.well-known/openid-configuration")), everyItem(is(200)));
    }

    @Test
    void itMayBeKeptForAnHour() {
        String etag = given().get(PATH).then().header("Cache-Control", is("public, max-age=3600")).extract().header("ETag");
        given().header("If-None-Match", etag).get(PATH).then().statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "roster.example", "ftp://roster.example", "https://", "https://roster.example/",
            "https://roster.example?x", "https://roster.example#x", "https://roster example" })
    void issuerMustBeAnAddress(String uri) {
        assertThrows(IllegalArgumentException.class, () -> new Issuer(() -> java.util.Optional.of(uri)).check());
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "https://roster.example", "http://localhost:8080", "https://example.com/roster", "http://[::1]:80" })
    void issuerMayHaveAPortAndAPath(String uri) {
        new Issuer(() -> java.util.Optional.of(uri)).check();
    }
}
