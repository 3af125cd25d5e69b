package org.callroster.http;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.ContractFields;
import org.callroster.ContractFields.Call;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Contract section 1: the original's calls ignore query parameters that they don't know, calls of our own name them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OwnCallsTest {

    private static final Set<String> OF_THE_ORIGINAL = Set.of("POST /configapi/v2/user", "GET /configapi/v2/user/{loginId}",
            "PUT /configapi/v2/user/{loginId}", "DELETE /configapi/v2/user/{loginId}", "GET /configapi/v2/user/lock/{loginId}",
            "PUT /configapi/v2/user/lock/{loginId}", "GET /configapi/v2/phone/user", "GET /configapi/v2/phone/ext",
            "POST /session_login", "POST /session_change_password", "GET /session_check", "GET /session_logout");

    private SmallTenant tenant;
    private String login;

    @BeforeEach
    void createUser() {
        tenant = SmallTenant.create();
        login = tenant.created();
    }

    static List<Call> original() {
        return ContractFields.calls().stream().filter(call -> OF_THE_ORIGINAL.contains(call.toString())).toList();
    }

    /** Those of OAuth take no query at all, and have answers of their own; what is published for everybody is a standard's. */
    static List<Call> own() {
        return ContractFields.calls().stream().filter(call -> !OF_THE_ORIGINAL.contains(call.toString()))
                .filter(call -> !call.path().contains("/oauth/") && !call.path().startsWith("/.well-known/")).toList();
    }

    @ParameterizedTest
    @MethodSource("original")
    void aCallOfTheOriginalIgnoresWhatItDoesNotKnow(Call call) {
        assertThat(send(asAdmin(), call, "?limt=1&x").statusCode(), is(not(400)));
    }

    @ParameterizedTest
    @MethodSource("own")
    void aCallOfOurOwnNamesWhatItDoesNotKnow(Call call) {
        send(asAdmin(), call, "?limt=1&x").then().statusCode(400).body("error", is("bad_request"))
                .body("violations.field", is(List.of("limt", "x"))).body("violations.message", everyItem(is("is unknown")))
                .body("error_description", is("limt is unknown"));
        send(RestAssured.given(), call, "?limt=1").then().statusCode(401);
    }

    @Test
    void emptyParametersAreAbsent() {
        tenant.admin().get("/audit?limit=&cursor=&from=&to=&user=&kind=").then().statusCode(200);
        tenant.admin().get("/lock?limit=&cursor=").then().statusCode(200);
    }

    private RequestSpecification asAdmin() {
        return RestAssured.given().header("Authorization", "Bearer " + Api.token(tenant.name(), "admin"));
    }

    private Response send(RequestSpecification caller, Call call, String query) {
        String path = call.path().replace("{loginId}", login).replace("{name}", "Nothing").replace("{number}", "4711")
                .replace("{id}", UUID.randomUUID().toString()).replace("{job}", UUID.randomUUID().toString());
        RequestSpecification request = caller.urlEncodingEnabled(false);
        return (call.has(ContractFields.Place.JSON) ? request.contentType(ContentType.JSON).body(call.example()) : request)
                .request(call.method(), path + query);
    }
}
