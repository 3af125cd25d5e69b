package org.callroster.packaged;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.callroster.Background;
import org.callroster.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** The production jar as orchestrators see it: its health command, and what it does between SIGTERM and its end. */
@Isolated("measures time")
@TestMethodOrder(OrderAnnotation.class)
class DrainIT {

    private static final int ENDED_BY_SIGTERM = 143;
    private static final Duration SOON = Duration.ofSeconds(2);

    private static Installation here;
    private static Service service;

    @BeforeAll
    static void start() {
        here = Installation.started("drain");
        service = here.start(Map.of("QUARKUS_SHUTDOWN_DELAY", "4S"));
        service.awaitReady();
    }

    @AfterAll
    static void stop() {
        service.close();
        here.stopPostmasters();
    }

    @Test
    @Order(1)
    void healthCommandFindsTheServiceAlive() {
        assertEquals(0, health(service.managementPort()));
    }

    @Test
    @Order(2)
    void stoppingServiceIsNotReadyButAnswersAndLetsConnectionsGo() throws IOException {
        String token = service.token("localhost", "admin", here.adminSecret());
        assertNull(connectionHeader());

        CompletableFuture<Integer> end = Background.supply(service::terminate);
        Eventually.holds(SOON, () -> service.manage("/q/health/ready").statusCode() == 503);
        assertEquals(503, service.get("/q/health/ready").statusCode());
        assertEquals(200, service.get("/configapi/v2/user/admin", token).statusCode());
        assertEquals("close", connectionHeader());
        assertEquals(200, service.get("/q/health/live").statusCode());
        assertEquals(200, service.manage("/q/health/live").statusCode());
        assertEquals(ENDED_BY_SIGTERM, end.join());
    }

    @Test
    @Order(3)
    void healthCommandFindsNobody() {
        assertEquals(1, health(service.managementPort()));
    }

    private static int health(int port) {
        return Service.start(here.folder(), Map.of("QUARKUS_MANAGEMENT_PORT", String.valueOf(port)), "health").exitCode();
    }

    /** Asks over HTTP/1.1, because HTTP/2 has no such header. */
    private static String connectionHeader() throws IOException {
        return URI.create("http://localhost:" + service.port() + "/q/health/live").toURL().openConnection()
                .getHeaderField("Connection");
    }
}
