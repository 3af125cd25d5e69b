package org.callroster.packaged;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.callroster.Background;
import org.callroster.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Clients that send requests without waiting for the answers take nothing from the others. */
@Isolated("measures time")
class PipeliningIT {

    private static final int MOST_CONNECTIONS = 600;
    private static final int FLOODS = 500;
    private static final Duration FLOOD = Duration.ofSeconds(8);
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String REQUEST = "GET /configapi/v2/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String TOKEN_CALL = "POST /configapi/v2/oauth/token HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 29\r\n\r\ngrant_type=client_credentials";
    private static final String PART = "POST /session_login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{";
    private static final String UNCLEAR =
            "POST /session_login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n" + PART;

    private static Installation installation;
    private static Service service;

    @BeforeAll
    static void start() {
        installation = Installation.started("pipelining");
        service = installation.start(Map.of("QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", String.valueOf(MOST_CONNECTIONS)))
                .awaitReady();
    }

    /** No request is open, or the stop would wait for it. */
    @AfterAll
    static void stop() {
        try {
            assertEquals(143, service.terminate());
            assertThat(service.output(), not(containsString("Timed out waiting")));
            assertThat(service.output(), not(containsString("Exception")));
        } finally {
            service.close();
            installation.stopPostmasters();
        }
    }

    @Test
    void answersThatNobodyTakesAreBoundedInMemoryAndTime() {
        try (Flood flood = Flood.begin(service.port(), FLOODS, REQUEST)) {
            CompletableFuture<Void> pouring = Background.run(() -> flood.pour(FLOOD));
            while (!pouring.isDone()) {
                assertServesAtOnce();
            }
            pouring.join();
        }
        assertServesAtOnce();
    }

    @Test
    void connectionsThatCloseInTheMiddleOfTheNextRequestAreForgotten() throws IOException {
        for (int i = 0; i <= MOST_CONNECTIONS; i++) {
            try (PlainConnection connection = new PlainConnection(service.port())) {
                connection.send(TOKEN_CALL + PART);
            }
            try (PlainConnection connection = new PlainConnection(service.port())) {
                connection.send(UNCLEAR);
                assertThat(connection.untilClosed(), containsString(" 400 "));
            }
        }
        assertServesAtOnce();
        Eventually.holds(SOON, () -> connections() <= 1);
    }

    private static void assertServesAtOnce() {
        Eventually.holds(SOON, () -> isAnsweredAtOnce(() -> service.manage("/q/health/live"))
                && isAnsweredAtOnce(() -> service.manage("/q/health/ready")) && isAnsweredAtOnce(PipeliningIT::tokenCall));
    }

    private static boolean isAnsweredAtOnce(Supplier<HttpResponse<String>> call) {
        long began = System.nanoTime();
        return call.get().statusCode() == 200 && System.nanoTime() - began < AT_ONCE.toNanos();
    }

    private static HttpResponse<String> tokenCall() {
        return service.tokenCall("localhost", "admin", installation.adminSecret());
    }

    private static double connections() {
        String gauge = "http_server_active_connections{server_port=\"" + service.port() + "\"} ";
        return service.manage("/q/metrics").body().lines().filter(line -> line.startsWith(gauge))
                .mapToDouble(line -> Double.parseDouble(line.substring(gauge.length()))).findFirst().orElseThrow();
    }
}
