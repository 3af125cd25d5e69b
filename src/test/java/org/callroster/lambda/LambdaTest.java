package org.callroster.lambda;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** A few calls as Lambda events. The extension's own server turns each call into an event, and each result into an answer. */
@Tag("lambda")
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LambdaTest {

    private static final int EVENT_SERVER = 8081;

    @BeforeAll
    static void callTheEventServer() {
        RestAssured.port = EVENT_SERVER;
    }

    @Test
    void tokenIsGivenAndOpensACall() {
        Api.admin().get("/user/admin").then().statusCode(200).contentType(equalTo("application/json"))
                .body("loginId", is("admin"));
    }

    @Test
    void errorHasTheContractsBody() {
        Api.admin().get("/user/nobody").then().statusCode(404).body("error", is("not_found"));
        Api.anonymous().get("/user/admin").then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void bodyOfACallArrives() {
        Api.admin().contentType("application/json").body("{\"name\":").put("/team/Lambda").then().statusCode(400);
    }

    @Test
    void healthAnswers() {
        RestAssured.get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
    }
}
