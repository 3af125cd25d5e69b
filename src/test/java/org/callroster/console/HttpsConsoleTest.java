package org.callroster.console;

import java.util.Map;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Behind a proxy that ends the https, which is how the service is reached. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(HttpsConsoleTest.Https.class)
class HttpsConsoleTest {

    public static class Https implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("callroster.issuer", "https://roster.example.com");
        }
    }

    @Test
    void theCookieIsBoundToTheHostAndToHttps() {
        SmallTenant tenant = SmallTenant.create();
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", "Plenty of rope, 42 m");
        String cookie = given().redirects().follow(false).header("Host", "roster.example.com")
                .header("Origin", "https://roster.example.com").formParam("tenant", tenant.name())
                .formParam("login", tenant.created(user)).formParam("password", "Plenty of rope, 42 m")
                .post("/console/login").then().statusCode(303).header("Location", "/console").extract().header("set-cookie");
        assertTrue(cookie.matches("__Host-callroster=[0-9a-f-]{36}; Path=/; Secure; HTTPOnly; SameSite=Strict"), cookie);
    }

    @Test
    void aPageByHttpOfTheSameNameIsAnotherOrigin() {
        given().header("Host", "roster.example.com").header("Origin", "http://roster.example.com").formParam("login", "x")
                .post("/console/login").then().statusCode(403);
    }
}
