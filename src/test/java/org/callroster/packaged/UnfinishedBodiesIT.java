package org.callroster.packaged;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

import org.callroster.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Thousands of bodies that never end must not use up the heap that other requests need. */
@Isolated("measures time")
class UnfinishedBodiesIT {

    private static final int CONNECTIONS = 2000;
    private static final int MIB = 1024 * 1024;
    private static final int STRANGERS_LIMIT = 16 * 1024;
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(25);
    private static final String FORM = "POST /configapi/v2/oauth/token HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
    private static final String LOGIN = "POST /session_login HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: ";

    private static Installation installation;
    private static Service service;

    @BeforeAll
    static void start() {
        installation = Installation.started("unfinished-bodies");
        service = installation.start().awaitReady();
    }

    /** Bodies that are unfinished don't delay the stop. */
    @AfterAll
    static void stop() {
        UnfinishedBodies waiting = begin(LOGIN + STRANGERS_LIMIT, STRANGERS_LIMIT - 1);
        try {
            assertEquals(143, service.terminate());
            assertFalse(service.output().contains("OutOfMemoryError"));
        } finally {
            waiting.close();
            service.close();
            installation.stopPostmasters();
        }
    }

    /** One attack after another: what one has left behind would add up. */
    @Test
    void thousandsOfUnfinishedBodiesLeaveTheServiceAliveAndItsMemoryFree() {
        String token = service.token("localhost", "admin", installation.adminSecret());
        String creation = "POST /configapi/v2/user HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
        endure(FORM + MIB, 1_000_000);
        endure(FORM + STRANGERS_LIMIT, STRANGERS_LIMIT - 1);
        endure(LOGIN + STRANGERS_LIMIT, STRANGERS_LIMIT - 1);
        endure(creation + MIB, 1_000_000);
        endure(creation + MIB, 1_000_000);
    }

    private void endure(String head, int bytes) {
        UnfinishedBodies waiting = begin(head, bytes);
        assertServesAtOnce();
        waiting.close();
        Eventually.holds(SOON, () -> held() == 0);
    }

    private static UnfinishedBodies begin(String head, int bytes) {
        return UnfinishedBodies.begin(service.port(), CONNECTIONS, head + "\r\n\r\n", bytes);
    }

    /** Waits until the service has read what was sent. */
    private void assertServesAtOnce() {
        Eventually.holds(SOON, () -> isAnsweredAtOnce(() -> service.manage("/q/health/live"))
                && isAnsweredAtOnce(() -> service.manage("/q/health/ready")) && isAnsweredAtOnce(this::tokenCall));
    }

    private static boolean isAnsweredAtOnce(Supplier<HttpResponse<String>> call) {
        long began = System.nanoTime();
        return call.get().statusCode() == 200 && System.nanoTime() - began < AT_ONCE.toNanos();
    }

    private HttpResponse<String> tokenCall() {
        return service.tokenCall("localhost", "admin", installation.adminSecret());
    }

    private double held() {
        return service.manage("/q/metrics").body().lines().filter(line -> line.startsWith("callroster_bodies_held_bytes "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1])).findFirst().orElseThrow();
    }
}
