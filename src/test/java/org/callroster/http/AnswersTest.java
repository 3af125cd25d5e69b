package org.callroster.http;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Contract section 1: what every answer has in common. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AnswersTest {

    private static final String UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @ParameterizedTest
    @CsvSource({ "/user/frank.zappa, 200", "/user/lock/frank.zappa, 200", "/team, 200", "/skill, 200", "/role, 200",
            "/user/nobody, 404", "/nothing, 404", "/oauth/token, 405", "/user/a%00b, 400" })
    void jsonIsLabelledWithoutACharset(String path, int status) {
        Api.admin().get(path).then().statusCode(status).header("Content-Type", is("application/json"));
    }

    @Test
    void nothingToSayIsTwoBytesLabelledAsJson() {
        Api.adminSends(Users.somebody()).post("/user").then().statusCode(200).body(is("OK"))
                .header("Content-Type", is("application/json")).header("Content-Length", is("2"));
    }

    @Test
    void anErrorIsWrittenByteForByte() {
        Api.adminSends(Users.with("team", "No such team")).post("/user").then().statusCode(404)
                .body(is("{\"error\":\"not_found\",\"error_description\":\"user team not found\"}"));
    }

    @Test
    void fieldsAtFaultFollowTheDescription() {
        Api.adminSends(Users.with("skills", Map.of("English", 101))).post("/user").then().statusCode(400)
                .body(is("{\"error\":\"bad_request\",\"error_description\":\"skills.English must be from 0 to 100\","
                        + "\"violations\":[{\"field\":\"skills.English\",\"message\":\"must be from 0 to 100\"}]}"));
    }

    @Test
    void allFieldsAtFaultAreNamedAtOnce() {
        Api.adminSends(Map.of("loginId", "", "skills", Map.of("English", -1))).post("/user").then().statusCode(400)
                .body("violations.field.sort()",
                        is(List.of("firstName", "lastName", "loginId", "skills.English", "team")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/html", "application/xml", "text/csv", "*/*;q=0", "application/json;q=0", "nonsense", ";;",
            "" })
    void acceptNeverRefuses(String accept) {
        Api.admin().header("Accept", accept).get("/user/lock/frank.zappa").then().statusCode(200)
                .header("Content-Type", is("application/json")).body(is("{\"lockedOut\":false}"));
        Api.admin().header("Accept", accept).get("/user/nobody").then().statusCode(404)
                .header("Content-Type", is("application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/user/frank.zappa", "/user/lock/frank.zappa", "/team", "/skill", "/role" })
    void headIsAGetWithoutABody(String path) {
        Api.admin().head(path).then().statusCode(200).body(is(emptyString())).header("Content-Type", is("application/json"));
    }

    @Test
    void headHasTheHeadersOfTheGet() {
        String etag = Api.admin().get("/user/frank.zappa").header("ETag");
        Api.admin().head("/user/frank.zappa").then().statusCode(200).header("ETag", is(etag));
        Api.admin().head("/user/nobody").then().statusCode(404).body(is(emptyString()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "hr-nightly-000417", "A.b_c:9", "x" })
    void aSaneRequestIdIsEchoed(String id) {
        Api.admin().header("X-Request-Id", id).get("/user/frank.zappa").then().header("X-Request-Id", is(id));
        Api.anonymous().header("X-Request-Id", id).get("/nothing").then().statusCode(404).header("X-Request-Id", is(id));
    }

    @ParameterizedTest
    @ValueSource(strings = { "two words", "<script>", "", "quote\"", "zoë" })
    void anOddRequestIdIsReplaced(String id) {
        Api.admin().header("X-Request-Id", id).get("/user/frank.zappa").then()
                .header("X-Request-Id", matchesPattern(UUID_PATTERN));
    }

    @Test
    void aRequestIdOfSixtyFourCharactersIsTheLongestEchoed() {
        Api.admin().header("X-Request-Id", "x".repeat(64)).get("/team").then().header("X-Request-Id", is("x".repeat(64)));
        Api.admin().header("X-Request-Id", "x".repeat(65)).get("/team").then()
                .header("X-Request-Id", matchesPattern(UUID_PATTERN));
    }

    @Test
    void everyAnswerHasItsOwnRequestId() {
        String first = Api.admin().get("/team").header("X-Request-Id");
        Api.admin().get("/team").then().header("X-Request-Id", matchesPattern("(?!" + first + ")" + UUID_PATTERN));
        Api.anonymous().get("/team").then().statusCode(401).header("X-Request-Id", matchesPattern(UUID_PATTERN));
        Api.anonymous().patch("/team").then().statusCode(405).header("X-Request-Id", matchesPattern(UUID_PATTERN));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/configapi/v2/user/frank.zappa", "/configapi/v2/user/nobody", "/configapi/v2/nothing",
            "/configapi/v2/phone/user", "/session_check", "/.well-known/jwks.json", "/q/openapi", "/q/health/live", "/nothing",
            "/q/swagger-ui/", "/q/swagger-ui/logo.png" })
    void noAnswerIsTakenForAnotherType(String path) {
        Api.admin().basePath("").get(path).then().header("X-Content-Type-Options", is("nosniff"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/configapi/v2/user/frank.zappa", "/configapi/v2/user/lock/frank.zappa",
            "/configapi/v2/user/nobody", "/configapi/v2/phone/user", "/configapi/v2/phone/ext", "/configapi/v2/audit",
            "/configapi/v2/lock", "/configapi/v2/secret/admin", "/configapi/v2/team", "/configapi/v2/role",
            "/configapi/v2/nothing", "/configapi/v2/oauth/token", "/oauth/nothing", "/scim/nothing", "/session_check",
            "/x/../configapi/v2/user/frank.zappa" })
    void noCallsAnswerIsStored(String path) {
        Api.admin().basePath("").get(path).then().header("Cache-Control", is("no-store"));
        Api.anonymous().basePath("").get(path).then().header("Cache-Control", is("no-store"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/.well-known/jwks.json", "/.well-known/oauth-authorization-server", "/q/openapi" })
    void whatIsPublicMayBeStored(String path) {
        get(path).then().statusCode(200).header("Cache-Control", not(is("no-store")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/q/swagger-ui/", "/q/swagger-ui/oauth2-redirect.html" })
    void noPageStandsInAFrame(String page) {
        get(page).then().statusCode(200).header("X-Frame-Options", is("DENY"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    }

    @Test
    void withoutCorsAnswersAreTheSameForAllOrigins() {
        Api.admin().header("Origin", "https://app.example").get("/user/frank.zappa").then().statusCode(200)
                .header("Vary", nullValue()).header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void anAnswerDoesNotSayWhatServesIt() {
        Api.admin().get("/user/frank.zappa").then().header("Server", nullValue()).header("X-Powered-By", nullValue());
    }
}
