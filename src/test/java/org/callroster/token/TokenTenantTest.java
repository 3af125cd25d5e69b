package org.callroster.token;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Which tenant a token call means (contract section 2). Both tenants have an "admin", each with a secret of his own. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TokenTenantTest {

    private static final String RIVAL_ADMIN =
            TokenCall.GRANT + "&client_id=admin&client_secret=rival-only-secret-never-use-in-production-00001";

    @ParameterizedTest
    @ValueSource(strings = { "rival.example", "RIVAL.Example", "rival.example.", "rival.example:8443", "https://rival.example",
            "HTTP://Rival.Example.:443/login?x=y#z", "rival.example/", " rival.example " })
    void tenantIsNamedInManyForms(String tenant) {
        assertRival(TokenCall.post(RIVAL_ADMIN + "&tenant=" + Api.path(tenant)));
        assertRival(TokenCall.post(RIVAL_ADMIN + "&scope=" + Api.path(tenant)));
    }

    @Test
    void tenantGoesBeforeScopeAndHost() {
        assertRival(at("example.com", RIVAL_ADMIN + "&tenant=rival.example&scope=example.com"));
    }

    @Test
    void scopeThatNamesATenantGoesBeforeTheHost() {
        assertRival(at("example.com", RIVAL_ADMIN + "&scope=rival.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "openid rival.example", "openid  profile https://rival.example/ offline_access",
            "unknown.example Rival.Example. example.com", "a b c d e f g h i j k l m n o rival.example", " rival.example" })
    void scopeNamesTheTenantByTheFirstOfItsWordsThatIsOne(String scope) {
        assertRival(at("example.com", RIVAL_ADMIN + "&scope=" + Api.path(scope)));
        assertRival(at("unknown.example", RIVAL_ADMIN + "&scope=" + Api.path(scope)));
    }

    @Test
    void wordsOfAScopeBeyondTheSixteenthNameNoTenant() {
        at("unknown.example", RIVAL_ADMIN + "&scope=" + "x%20".repeat(16) + "rival.example").then().statusCode(401)
                .body("error", is("invalid_client"));
        assertRival(at("rival.example", RIVAL_ADMIN + "&scope=" + "x%20".repeat(16) + "example.com"));
    }

    @Test
    void aTenantIsOneWord() {
        at("unknown.example", RIVAL_ADMIN + "&tenant=" + Api.path("openid rival.example")).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = { "rival.example", "rival.example:8080", "RIVAL.example", "rival.example." })
    void hostNameTellsTheTenantWhereNothingElseDoes(String host) {
        assertRival(at(host, RIVAL_ADMIN));
        assertRival(at(host, RIVAL_ADMIN + "&scope=users"));
        assertRival(at(host, RIVAL_ADMIN + "&tenant="));
    }

    @Test
    void tenantThatWasSentAndIsUnknownIsNotMadeUpFor() {
        at("rival.example", RIVAL_ADMIN + "&tenant=unknown.example&scope=rival.example").then().statusCode(401)
                .body("error", is("invalid_client"));
    }

    @Test
    void withManyTenantsOneMustBeNamed() {
        at("unknown.example", RIVAL_ADMIN).then().statusCode(401).body("error", is("invalid_client"));
        at("unknown.example", RIVAL_ADMIN + "&scope=users").then().statusCode(401).body("error", is("invalid_client"));
    }

    @Test
    void headersThatProxiesAddTellNoTenant() {
        TokenCall.form().header("Host", "unknown.example").header("X-Forwarded-Host", "rival.example")
                .header("Forwarded", "host=rival.example").body(RIVAL_ADMIN).post("/oauth/token").then().statusCode(401);
    }

    private static Response at(String host, String form) {
        return TokenCall.form().header("Host", host).body(form).post("/oauth/token");
    }

    private static void assertRival(Response answer) {
        assertEquals("rival.example", Jws.of(answer.then().statusCode(200).extract().path("access_token")).claim("tenant"));
    }
}
