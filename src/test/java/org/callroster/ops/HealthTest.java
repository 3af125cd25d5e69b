package org.callroster.ops;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.callroster.Api;
import org.callroster.Management;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The probes while all is well. Tests of the packaged service also ask them while the database is unavailable. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HealthTest {

    @ParameterizedTest
    @ValueSource(strings = { "/q/health", "/q/health/live", "/q/health/ready", "/q/health/started" })
    void probesAnswerAlikeOnTheManagementPortAndTheMainPort(String probe) {
        Response management = get(Management.uri(probe));
        management.then().statusCode(200).body("status", is("UP"));
        get(probe).then().statusCode(200).contentType(management.contentType()).header("Cache-Control", "no-store")
                .body("status", is("UP"))
                .body("checks.name", containsInAnyOrder(management.<List<String>>path("checks.name").toArray()));
        head(probe).then().statusCode(200).body(is(emptyString()));
    }

    @Test
    void eightAtOnceAreAnsweredOnBothPorts() {
        List<Integer> allUp = Collections.nCopies(8, 200);
        assertEquals(allUp, Api.atOnce(8, i -> get("/q/health/ready")));
        assertEquals(allUp, Api.atOnce(8, i -> get(Management.uri("/q/health/ready"))));
        assertEquals(allUp, Api.atOnce(8, i -> get(Management.uri("/q/metrics"))));
    }

    @ParameterizedTest
    @CsvSource({ "/q/metrics/%zz, 400, bad_request", "/configapi/v2/user/%zz, 400, bad_request", "/q/nowhere, 404, not_found" })
    void theManagementPortRefusesInOurOwnBody(String target, int status, String error) throws IOException {
        try (Socket socket = new Socket(Management.uri("/").getHost(), Management.uri("/").getPort())) {
            socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer, startsWith("HTTP/1.1 " + status + " "));
            assertThat(answer.toLowerCase(Locale.ROOT), containsString("x-request-id: "));
            assertThat(answer, containsString("{\"error\":\"" + error + "\""));
        }
    }

    @Test
    void metricsAreOnTheManagementPortAloneAndTheDocumentOnTheMainPort() {
        get(Management.uri("/q/metrics")).then().statusCode(200);
        get("/q/metrics").then().statusCode(404);
        get(Management.uri("/q/openapi")).then().statusCode(404);
        get("/q/openapi").then().statusCode(200);
        get("/q/swagger-ui/").then().statusCode(200);
        get(Management.uri("/q/swagger-ui/")).then().statusCode(404);
        get(Management.uri("/configapi/v2/team")).then().statusCode(404);
    }

    @Test
    void readinessLooksAtTheDatabaseAndWhetherTheServiceIsToStop() {
        get("/q/health/ready").then().body("checks.name", containsInAnyOrder("database", "Graceful Shutdown"));
        get("/q/health/live").then().body("checks.size()", is(0));
    }
}
