package org.callroster.packaged;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** The production jar with a collector of traces. */
class TracesIT {

    private static final String PASSWORD = "Plenty of rope, 42 m";

    private final Collector collector = new Collector();
    private Installation here;
    private Service service;

    @AfterEach
    void endEverything() {
        collector.close();
        service.close();
        here.stopPostmasters();
    }

    @Test
    void withACollectorNamedTracesLeaveForItAndHoldNoSecret() throws IOException {
        start("traces-on",
                Map.of("OTEL_SERVICE_NAME", "roster-of-acme", "OTEL_EXPORTER_OTLP_HEADERS", "api-key=of-the-collector"));
        String token = service.token("localhost", "admin", here.adminSecret());
        service.put("/configapi/v2/user/admin", token, "{\"password\":\"" + PASSWORD + "\",\"changePassword\":false}");
        String session = JsonPath.from(service.login("localhost", "admin", PASSWORD).join().body()).getString("session_id");
        assertEquals(200, service.get("/session_check?session_id=" + session).statusCode());
        assertEquals(400, service.login("localhost", "admin", PASSWORD + "\"\"").join().statusCode());
        for (String odd : List.of("?session_id=%s HTTP/1.1\r\nHost: a b\r\n\r\n", "?session_id=%s HTTP/1.1\r\n\r\n",
                "?session_id=%s%% HTTP/1.1\r\nHost: localhost\r\n\r\n", "?{session_id=%s HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "?session_id=%s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n")) {
            send("GET /session_check" + odd.formatted(session));
            send("GET http://localhost/session_check" + odd.formatted(session));
        }
        service.terminate();

        assertThat(service.output(), not(containsString("ERROR")));
        assertThat("an answered request is still counted", service.output(),
                not(containsString("Waiting for HTTP requests to complete")));
        String traces = collector.received();
        assertThat(traces, containsString("/v1/traces"));
        assertThat(traces, containsString("roster-of-acme"));
        assertThat(traces, containsString("of-the-collector"));
        assertThat(traces, containsString("PUT /configapi/v2/user/{loginId}"));
        assertThat(traces, containsString("GET /session_check"));
        assertThat(traces, containsString("insert into audit"));
        for (String secret : new String[] { token, session, PASSWORD, here.adminSecret() }) {
            assertThat(traces, not(containsString(secret)));
            assertThat(service.output(), not(containsString(secret)));
        }
    }

    @Test
    void switchedOffNothingLeaves() {
        start("traces-off", Map.of("OTEL_SDK_DISABLED", "true"));
        service.token("localhost", "admin", here.adminSecret());
        service.terminate();
        assertThat(collector.received(), is(""));
    }

    /** Returns when an answer arrives. */
    private void send(String request) throws IOException {
        try (PlainConnection connection = new PlainConnection(service.port())) {
            connection.send(request);
            assertFalse(connection.isClosedByPeer());
        }
    }

    private void start(String name, Map<String, String> more) {
        here = Installation.started(name);
        Map<String, String> settings = new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address()));
        settings.putAll(more);
        service = here.start(settings);
        service.awaitReady();
    }
}
