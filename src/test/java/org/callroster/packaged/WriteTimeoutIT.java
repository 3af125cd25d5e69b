package org.callroster.packaged;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Clients that never finish their request, but send a byte every half second. */
@Tag("faults")
class WriteTimeoutIT {

    private static final int CLIENTS = 1000;
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final long BETWEEN_BYTES_MILLIS = 500;
    private static final long OTHERS_WAIT_MILLIS = 5000;
    private static final List<String> BEGINNINGS = List.of(
            "GET /configapi/v2/team HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
            "POST /configapi/v2/oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 100000\r\n\r\ngrant_type=",
            "POST /session_login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"");

    @Test
    void slowClientsAreCutOffAndNobodyElseWaitsForThem() throws Exception {
        try (DatabaseServer database = DatabaseServer.start("slow-clients")) {
            Service service = database.service(Map.of("QUARKUS_HTTP_IDLE_TIMEOUT", KEPT.toSeconds() + "S")).awaitReady();
            String token = service.token("localhost", "admin", DatabaseServer.SECRET);
            List<SocketChannel> open = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                open.add(begin(service.port(), BEGINNINGS.get(i % BEGINNINGS.size())));
            }
            long began = System.nanoTime();
            long slowest = 0;
            while (!open.isEmpty() && System.nanoTime() - began < LONGEST.toNanos()) {
                Thread.sleep(BETWEEN_BYTES_MILLIS);
                open.removeIf(WriteTimeoutIT::isCutOffAfterOneMoreByte);
                slowest = Math.max(slowest, millisOfACall(service, token));
            }
            System.out.printf("%d slow clients: %d left after %d ms, others waited %d ms at the longest%n", CLIENTS,
                    open.size(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis(), slowest);
            assertEquals(0, open.size());
            assertThat(slowest, lessThan(OTHERS_WAIT_MILLIS));
        }
    }

    private static SocketChannel begin(int port, String request) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
        channel.configureBlocking(false);
        return channel;
    }

    private static boolean isCutOffAfterOneMoreByte(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap(new byte[] { 'a' }));
            if (channel.read(ByteBuffer.allocate(1024)) >= 0) {
                return false;
            }
            channel.close();
            return true;
        } catch (IOException cutOff) {
            return true;
        }
    }

    private static long millisOfACall(Service service, String token) {
        long began = System.nanoTime();
        assertEquals(200, service.get("/configapi/v2/user/admin", token).statusCode());
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
