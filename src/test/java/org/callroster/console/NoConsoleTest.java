package org.callroster.console;

import java.util.Map;

import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;

/** Where the console is switched off. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(NoConsoleTest.Off.class)
class NoConsoleTest {

    public static class Off implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("callroster.console.enabled", "false");
        }
    }

    @Test
    void thereIsNeitherAPageNorAWayToIt() {
        for (String path : new String[] { "/", "/console", "/console/login", "/console/users", "/console/lib/console.css" }) {
            given().redirects().follow(false).header("Accept", "text/html").get(path).then().statusCode(404);
        }
        given().header("Sec-Fetch-Site", "same-origin").formParam("login", "admin").post("/console/login").then()
                .statusCode(404);
    }
}
