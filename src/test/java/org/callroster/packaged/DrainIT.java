package org.callroster.packaged;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The production jar as orchestrators see it: its health command, and what it does between SIGTERM and its end. */
@TestMethodOrder(OrderAnnotation.class)
class DrainIT {

    private static final int ENDED_BY_SIGTERM = 143;
    private static final Duration SOON = Duration.ofSeconds(2);

    private static Installation here;
    private static Service service;

    @BeforeAll
    static void start() {
        here = Installation.empty("drain");
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
        assertEquals(0, health(service.port()));
    }

    @Test
    @Order(2)
    void stoppingServiceIsNotReadyButAnswersAndLetsConnectionsGo() {
        String token = service.token("localhost", "admin", here.adminSecret());
        assertEquals(Optional.empty(), connection(service.get("/configapi/v2/user/admin", token)));

        CompletableFuture<Integer> end = CompletableFuture.supplyAsync(service::terminate);
        Eventually.holds(SOON, () -> service.get("/q/health/ready").statusCode() == 503);
        HttpResponse<String> answer = service.get("/configapi/v2/user/admin", token);
        assertEquals(200, answer.statusCode());
        assertEquals(Optional.of("close"), connection(answer));
        assertEquals(200, service.get("/q/health/live").statusCode());
        assertEquals(ENDED_BY_SIGTERM, end.join());
    }

    @Test
    @Order(3)
    void healthCommandFindsNobody() {
        assertEquals(1, health(service.port()));
    }

    private static int health(int port) {
        return Service.start(here.folder(), port, Map.of(), "health").exitCode();
    }

    private static Optional<String> connection(HttpResponse<String> answer) {
        return answer.headers().firstValue("Connection");
    }
}
