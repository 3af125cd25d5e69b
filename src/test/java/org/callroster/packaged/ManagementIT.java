package org.callroster.packaged;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The port of metrics and probes: it answers whatever strangers do on the main port, and does not get in the way of anything.
 */
class ManagementIT {

    private static final int CONNECTIONS = 50;
    private static final int MORE_THAN_MICROMETER_HAS_NAMES = 110;

    private static DatabaseServer database;
    private static Service service;

    @BeforeAll
    static void start() {
        database = DatabaseServer.start("management");
        service = database.service(Map.of("QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", String.valueOf(CONNECTIONS),
                "CALLROSTER_OPENAPI_ENABLED", "false", "QUARKUS_SWAGGER_UI_ENABLED", "false")).awaitReady();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void aHundredStrangePathsRightAfterTheStartDoNotHideTheRealCalls() throws IOException {
        for (int i = 0; i < MORE_THAN_MICROMETER_HAS_NAMES; i++) {
            try (PlainConnection stranger = new PlainConnection(service.port())) {
                stranger.send("GET /configapi/v2/user/%z" + i + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertThat(stranger.untilClosed(), startsWith("HTTP/1.1 400 "));
            }
        }
        service.token("localhost", "admin", DatabaseServer.SECRET);
        assertThat(service.manage("/q/metrics").body(), containsString("uri=\"/configapi/v2/oauth/token\""));
        assertThat(service.manage("/q/metrics").body(), not(containsString("uri=\"/configapi/v2/user/%z")));
    }

    private static boolean isAnswered(PlainConnection stranger) throws IOException {
        try {
            return stranger.get("/q/health/live", "").status() == 200;
        } catch (EOFException | SocketException closed) {
            return false;
        }
    }

    /** A connection counts from its first request. */
    @Test
    void probesAnswerWhenStrangersHaveAllConnections() throws IOException {
        List<PlainConnection> strangers = new ArrayList<>();
        try {
            int refused = 0;
            for (int i = 0; i <= CONNECTIONS; i++) {
                strangers.add(new PlainConnection(service.port()));
                refused += isAnswered(strangers.get(i)) ? 0 : 1;
            }
            assertThat(refused, greaterThan(0));
            assertEquals(200, service.manage("/q/health/live").statusCode());
            assertEquals(200, service.manage("/q/health/ready").statusCode());
            assertEquals(200, service.manage("/q/metrics").statusCode());
            assertHealth(0, service.managementPort());
        } finally {
            for (PlainConnection stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsTold() {
        Service second = database.service(Map.of("QUARKUS_MANAGEMENT_PORT", String.valueOf(service.managementPort())));
        assertEquals(1, second.exitCode());
        assertThat(second.errors(), containsString("Callroster can't start: metrics and probes can't be served on 127.0.0.1:"
                + service.managementPort() + ", another program may have it. QUARKUS_MANAGEMENT_PORT sets another port"));
        assertThat(second.output() + second.errors(), not(containsString("\tat ")));
    }

    @Test
    void anAddressOfAnotherMachineIsTold() {
        Service second = database.service(Map.of("QUARKUS_MANAGEMENT_HOST", "no-such-host.invalid"));
        assertEquals(1, second.exitCode());
        assertThat(second.errors(), containsString("QUARKUS_MANAGEMENT_HOST is not an address of this machine"));
    }

    @Test
    void commandsOpenNoPort() {
        Service command = database.service(Map.of("QUARKUS_MANAGEMENT_PORT", String.valueOf(service.managementPort())),
                "unlock", "localhost", "admin");
        assertEquals(0, command.exitCode(), command.errors());
        assertEquals("admin is not locked\n", command.output());
    }

    @Test
    void theDocumentAndItsPageCanBeSwitchedOff() {
        assertEquals(404, service.get("/q/openapi").statusCode());
        assertEquals(404, service.get("/q/swagger-ui/").statusCode());
        assertEquals(200, service.get("/q/health/live").statusCode());
    }

    @Test
    void commandHealthAsksTheManagementPort() {
        assertHealth(0, service.managementPort());
        assertHealth(1, Service.freePort());
    }

    private static void assertHealth(int code, int port) {
        Service asking = database.service(Map.of("QUARKUS_MANAGEMENT_PORT", String.valueOf(port)), "health");
        assertEquals(code, asking.exitCode(), asking.output() + asking.errors());
    }
}
