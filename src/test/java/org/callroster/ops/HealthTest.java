package org.callroster.ops;

import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

/** The probes while all is well; the packaged service is asked with the database away, too. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HealthTest {

    @ParameterizedTest
    @ValueSource(strings = { "/q/health", "/q/health/live", "/q/health/ready", "/q/health/started" })
    void probesAnswerOnTheMainPort(String probe) {
        get(probe).then().statusCode(200).body("status", is("UP"));
    }

    @Test
    void readinessLooksAtTheDatabaseAndWhetherTheServiceIsToStop() {
        get("/q/health/ready").then().body("checks.name", containsInAnyOrder("database", "Graceful Shutdown"));
        get("/q/health/live").then().body("checks.size()", is(0));
    }
}
