package org.callroster.header;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Entity tags and what callers may ask by them (RFC 9110 §13), wherever an ETag is given. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConditionalCallsTest {

    private static final String PASSWORD = "Plenty of rope, 42 m";

    private SmallTenant tenant;

    @BeforeEach
    void aTenantWithARole() {
        tenant = SmallTenant.create();
        tenant.adminSends(Map.of("privileges", List.of("View audit"))).put("/role/Auditor").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/configapi/v2/user/admin", "/configapi/v2/role", "/configapi/v2/securitypolicy",
            "/.well-known/jwks.json", "/.well-known/oauth-authorization-server" })
    void whatTheCallerHasIsNotSentAgain(String path) {
        String etag = asked(path).extract().header("ETag");
        assertThat(path, etag, notNullValue());
        for (String known : new String[] { etag, "W/" + etag, "*", "\"a,b\", W/" + etag + ", \"c\"" }) {
            asked(path, known).statusCode(304).header("ETag", is(etag)).header("X-Request-Id", notNullValue())
                    .body(is(emptyString()));
        }
        asked(path, "\"a\"", etag).statusCode(304);
        for (String unknown : new String[] { "\"a\"", etag.replace("\"", ""), "\"a," + etag.substring(1) }) {
            asked(path, unknown).statusCode(200).header("ETag", is(etag)).body(not(emptyString()));
        }
        caller(path).header("If-None-Match", etag).head(path).then().statusCode(304).header("ETag", is(etag));
    }

    @Test
    void aChangedUserIsSentAgain() {
        String first = tenant.admin().get("/user/admin").header("ETag");
        tenant.adminSends(Map.of("lastName", "X")).put("/user/admin").then().statusCode(200);
        tenant.admin().header("If-None-Match", first).get("/user/admin").then().statusCode(200).body("lastName", is("X"));
    }

    @Test
    void aUserWhoHasLoggedInIsSentAgainAndMayBeChangedAllTheSame() {
        String login = tenant.created("Everything");
        String path = "/user/" + login;
        String first = tenant.adminSends(Map.of("password", PASSWORD)).put(path).header("ETag");
        given().contentType(ContentType.JSON).body(
                Map.of("domain", tenant.name(), "username", login, "password", PASSWORD, "application", "admin"))
                .post("/session_login").then().statusCode(200);
        String second = tenant.admin().header("If-None-Match", first).get(path).then().statusCode(200)
                .body("loginInfo", notNullValue()).header("ETag", not(first)).extract().header("ETag");
        tenant.admin().header("If-None-Match", second).get(path).then().statusCode(304);
        tenant.adminSends(Map.of("lastName", "X")).header("If-Match", first).put(path).then().statusCode(200);
        tenant.adminSends(Map.of("lastName", "Y")).header("If-Match", second).put(path).then().statusCode(412);
    }

    @Test
    void aUserIsChangedOrDeletedOnlyAsItWasSeen() {
        String login = tenant.created();
        String path = "/user/" + login;
        String seen = tenant.admin().get(path).header("ETag");
        for (String other : new String[] { "W/" + seen, "\"a," + seen.substring(1), "\"a\"", "a" }) {
            refused(tenant.adminSends(Map.of("lastName", "X")).header("If-Match", other).put(path));
            refused(tenant.admin().header("If-Match", other).delete(path));
        }
        refused(tenant.adminSends(Map.of("lastName", "X")).header("If-None-Match", "*").put(path));
        tenant.admin().get(path).then().body("lastName", is("Jones"));
        tenant.adminSends(Map.of("lastName", "Y")).header("If-Match", "\"a,b\"", seen).put(path).then().statusCode(200);
        refused(tenant.admin().header("If-Match", seen).delete(path));
        tenant.admin().header("If-Match", "*").delete(path).then().statusCode(200);
    }

    @Test
    void aRoleIsChangedOnlyAsItWasSeen() {
        String seen = role(Map.of()).statusCode(200).extract().header("ETag");
        refused(tenant.adminSends(Map.of("privileges", List.of())).header("If-Match", "W/" + seen).put("/role/Auditor"));
        refused(tenant.adminSends(Map.of("privileges", List.of())).header("If-Match", "\"a\"").put("/role/Auditor"));
        refused(tenant.adminSends(Map.of()).header("If-None-Match", "*").put("/role/Auditor"));
        role(Map.of()).body("privileges", is(List.of("View audit"))).header("ETag", is(seen));
        String next = tenant.adminSends(Map.of("assignToNewUsers", true)).header("If-Match", "\"a\"", seen).put("/role/Auditor")
                .then().statusCode(200).header("ETag", not(seen)).extract().header("ETag");
        refused(tenant.adminSends(Map.of("privileges", List.of())).header("If-Match", seen).put("/role/Auditor"));
        refused(tenant.admin().header("If-Match", seen).delete("/role/Auditor"));
        tenant.admin().header("If-Match", next).delete("/role/Auditor").then().statusCode(200);
    }

    @Test
    void aRoleThatIsNotThereIsMadeOnlyIfNothingIsExpected() {
        for (String any : new String[] { "*", "\"a\"" }) {
            refused(tenant.adminSends(Map.of()).header("If-Match", any).put("/role/Ghost"));
        }
        tenant.admin().delete("/role/Ghost").then().statusCode(404);
        tenant.adminSends(Map.of()).header("If-None-Match", "*").put("/role/Ghost").then().statusCode(200);
        refused(tenant.adminSends(Map.of()).header("If-None-Match", "*").put("/role/Ghost"));
    }

    @Test
    void theListOfRolesIsSentAgainOnceOneHasChanged() {
        String first = tenant.admin().get("/role").header("ETag");
        role(Map.of("assignToNewUsers", true)).statusCode(200);
        tenant.admin().header("If-None-Match", first).get("/role").then().statusCode(200).header("ETag", not(first));
    }

    @Test
    void aPolicyIsChangedOnlyAsItWasSeen() {
        String seen = tenant.admin().get("/securitypolicy").header("ETag");
        refused(policy(5, "\"a\""));
        refused(policy(5, "W/" + seen));
        refused(tenant.admin().header("If-Match", "\"a\"").put("/securitypolicy"));
        tenant.admin().get("/securitypolicy").then().body("maxLoginAttempts", is(6)).header("ETag", is(seen));
        String next = policy(5, seen).then().statusCode(200).header("ETag", not(seen)).extract().header("ETag");
        refused(policy(4, seen));
        policy(4, next).then().statusCode(200).body("maxLoginAttempts", is(4));
        policy(3, "*").then().statusCode(200);
    }

    @Test
    void ofEightWhoSawTheSameOneChangesIt() {
        String login = tenant.created();
        String user = tenant.admin().get("/user/" + login).header("ETag");
        String role = role(Map.of()).extract().header("ETag");
        String policy = tenant.admin().get("/securitypolicy").header("ETag");
        oneOf(Api.atOnce(8,
                i -> tenant.adminSends(Map.of("lastName", "L" + i)).header("If-Match", user).put("/user/" + login)));
        oneOf(Api.atOnce(8, i -> tenant.adminSends(Map.of("privileges", List.of(i % 2 == 0 ? "Manage users" : "Manage phones")))
                .header("If-Match", role).put("/role/Auditor")));
        oneOf(Api.atOnce(8, i -> policy(10 + i, policy)));
    }

    private static void oneOf(List<Integer> statuses) {
        assertEquals(1, Collections.frequency(statuses, 200), statuses.toString());
        assertEquals(7, Collections.frequency(statuses, 412), statuses.toString());
    }

    private ValidatableResponse role(Object body) {
        return tenant.adminSends(body).put("/role/Auditor").then();
    }

    private Response policy(int attempts, String ifMatch) {
        return tenant.adminSends(Map.of("maxLoginAttempts", attempts)).header("If-Match", ifMatch).put("/securitypolicy");
    }

    /** From the root. */
    private RequestSpecification caller(String path) {
        return path.startsWith("/.") ? given() : tenant.admin().basePath("");
    }

    private ValidatableResponse asked(String path, String... known) {
        RequestSpecification request = caller(path);
        List.of(known).forEach(tag -> request.header("If-None-Match", tag));
        return request.get(path).then();
    }

    private static void refused(Response answer) {
        answer.then().statusCode(412).body("error", is("precondition_failed"));
    }
}
