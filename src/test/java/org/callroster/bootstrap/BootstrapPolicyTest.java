package org.callroster.bootstrap;

import java.util.Map;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

/**
 * The file of the tenant rival.example has a policy that allows the password of its agent: the sample password of integrations
 * that migrate to Callroster.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BootstrapPolicyTest {

    @Test
    void thePolicyOfTheFileIsInForce() {
        Api.as(Api.RIVAL, "admin").get("/securitypolicy").then().statusCode(200).body("minPasswordLength", is(9))
                .body("maxLoginAttempts", is(6));
        Api.as(Api.RIVAL, "admin").get("/audit?user=bootstrap").then().body("events.kind", hasItem("security policy changed"));
    }

    @Test
    void theUsersOfTheFileHaveTheirPasswordsUnderIt() {
        given().contentType(ContentType.JSON).body(Map.of("domain", Api.RIVAL, "username", "rival.agent", "password",
                "$$$999aaa", "application", "agentdesktop")).post("/session_login").then().statusCode(200);
    }

    @Test
    void theSamplePasswordIsAsGoodWhereTheTenantAllowsItsLength() {
        Map<String, Object> user = Map.of("loginId", "frank.zappa", "firstName", "Frank", "lastName", "Zappa", "team",
                "Customer Service", "password", "$$$999aaa");
        Api.sends(Api.RIVAL, "admin", user).post("/user").then().statusCode(200);
        Api.as(Api.RIVAL, "admin").delete("/user/frank.zappa").then().statusCode(200);
        Api.adminSends(Map.of("loginId", "moved", "firstName", "Frank", "lastName", "Zappa", "team", "Customer Service",
                "password", "$$$999aaa")).post("/user").then().statusCode(400)
                .body("violations[0].message", is("is shorter than 12 characters"));
    }
}
