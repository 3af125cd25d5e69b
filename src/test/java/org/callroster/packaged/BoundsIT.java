package org.callroster.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.callroster.Background;
import org.callroster.Eventually;
import org.callroster.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Whatever the database and the clients do, every call ends within ten seconds, and other calls are served. */
@Isolated("measures time")
class BoundsIT {

    private static final String SECRET = "a-secret-of-forty-one-characters-or-more-0001";
    private static final long BOUND_MILLIS = 10_000;
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 4;
    private static final int EXPORTS_OF_A_CALLER = 2;
    /** This many calls may wait for a connection; more are refused. */
    private static final int WAITING = 50 * CONNECTIONS;
    private static final Duration IDLE = Duration.ofSeconds(3);

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Timed(HttpResponse<String> answer, long millis) {

        boolean isUnavailable() {
            return answer.statusCode() == 503 && answer.body().startsWith("{\"error\":\"unavailable\",")
                    && answer.headers().firstValue("Retry-After").isPresent();
        }
    }

    private static EmbeddedPostgres server;
    private static Link link;
    private static Service service;
    /** The same, but keeps no silent connection for long. */
    private static Service impatient;
    private static String token;

    @BeforeAll
    static void start() {
        Installation here = Installation.empty("bounds");
        server = EmbeddedPostgres.start(here.data());
        link = new Link(URI.create(server.reactiveUrl()).getPort());
        service = here.start(settings()).awaitReady();
        Map<String, String> impatience = new HashMap<>(settings());
        impatience.put("QUARKUS_HTTP_IDLE_TIMEOUT", IDLE.toString());
        impatience.put("CALLROSTER_BODIES_PATIENCE", "2S");
        impatience.put("CALLROSTER_EXPORT_PATIENCE", "2S");
        impatient = here.start(impatience).awaitReady();
        token = service.token("localhost", "admin", SECRET);
    }

    private static Map<String, String> settings() {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + link.port() + "/callroster",
                "QUARKUS_DATASOURCE_JDBC_URL", server.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", server.username(),
                "QUARKUS_DATASOURCE_PASSWORD", server.password(),
                "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", String.valueOf(CONNECTIONS),
                "CALLROSTER_MASTER_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "CALLROSTER_ISSUER", "https://roster.example",
                "CALLROSTER_BOOTSTRAP_API_SECRET", SECRET);
    }

    @AfterAll
    static void stop() {
        Stream.<AutoCloseable>of(service, impatient, link, server).forEach(each -> {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @AfterEach
    void servesAgainAtOnce() {
        Eventually.holds(AT_ONCE, () -> get("/configapi/v2/team").join().answer().statusCode() == 200);
        service.token("localhost", "admin", SECRET);
    }

    @Test
    void silentDatabaseMeans503InTime() {
        link.silence();
        List<CompletableFuture<Timed>> calls = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            calls.add(get("/configapi/v2/team"));
            calls.add(get("/configapi/v2/user/admin"));
            calls.add(post("/configapi/v2/user/", "application/json",
                    "{\"loginId\":\"silent\",\"firstName\":\"S\",\"lastName\":\"I\",\"team\":\"Administrators\"}"));
            calls.add(post("/configapi/v2/oauth/token", "application/x-www-form-urlencoded",
                    "grant_type=client_credentials&client_id=admin&client_secret=" + SECRET));
            calls.add(post("/session_login", "application/json",
                    "{\"domain\":\"localhost\",\"username\":\"admin\",\"password\":\"wrong\",\"application\":\"admin\"}"));
        }
        calls.forEach(BoundsIT::assertUnavailableInTime);
        link.speak();
    }

    @Test
    void usedUpConnectionsMean503AndTooManyCallsAreRefusedAtOnce() throws SQLException {
        token = service.token("localhost", "admin", SECRET); // its caller is looked up by the first call, not amid the others
        try (Connection other = connection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table team in access exclusive mode");
            List<CompletableFuture<Timed>> calls =
                    IntStream.range(0, WAITING + 3 * CONNECTIONS).mapToObj(i -> get("/configapi/v2/team")).toList();
            assertEquals(200, service.get("/q/health/live").statusCode());
            calls.forEach(BoundsIT::assertUnavailableInTime);
            assertThat(calls.stream().map(call -> call.join().answer().body()).toList(),
                    hasItem(containsString("too many calls are waiting"))); // calls beyond the limit did not wait at all
        }
    }

    @Test
    void slowDatabaseMeans503InTimeAndTheCallIsDoneWholeOrNotAtAll() throws SQLException {
        try (Connection other = connection()) {
            other.createStatement().execute("""
                    create function slow() returns trigger language plpgsql as
                        $$begin perform pg_sleep(3.5); return null; end$$;
                    create trigger slow before insert on app_user for each statement execute function slow();
                    create trigger slow before insert on user_role for each statement execute function slow();
                    create trigger slow before insert on audit for each statement execute function slow()""");
            assertUnavailableInTime(post("/configapi/v2/user", "application/json",
                    """
                    {"loginId":"slow","firstName":"S","lastName":"L","team":"Administrators","roles":["System Administrator"]}"""));
            assertEquals(200, get("/configapi/v2/user/admin").join().answer().statusCode());
            other.createStatement().execute("drop function slow() cascade");
        }
        Eventually.holds(AT_ONCE, () -> get("/configapi/v2/user/slow").join().answer().statusCode() == 200);
    }

    @Test
    void clientThatSendsAByteNowAndThenIsClosedWhileOthersAreServed() throws IOException {
        List<Long> lasted = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> slow = Stream.of(
                "GET /configapi/v2/team HTTP/1.1\r\nX: ",
                "POST /session_login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{")
                .map(begin -> Background.run(() -> lasted.add(trickle(begin)))).toList();
        while (slow.stream().anyMatch(each -> !each.isDone())) {
            assertEquals(200, send(request(impatient, "/configapi/v2/team")).join().answer().statusCode());
        }
        slow.forEach(CompletableFuture::join);
        assertThat(lasted, everyItem(allOf(greaterThan(IDLE.toMillis() / 2), lessThan(3 * IDLE.toMillis()))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Content-Length: 1000\r\n\r\ngrant", "Transfer-Encoding: chunked\r\n\r\n5\r\ngrant" })
    void bodyThatDoesNotComeToItsEndIsRefused(String beginning) throws IOException {
        try (PlainConnection client = new PlainConnection(impatient.port())) {
            client.send("POST /configapi/v2/oauth/token HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n" + beginning);
            assertThat(client.untilClosed(), allOf(startsWith("HTTP/1.1 400 "), containsString("\r\nConnection: close\r\n"),
                    endsWith("\"error_description\":\"the body did not arrive within 2 seconds\"}")));
        }
    }

    @Test
    void exportsThatStandStillAreCutAndAnotherOfTheirCallerIsRefusedMeanwhile() throws Exception {
        fillNumbers();
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < EXPORTS_OF_A_CALLER; i++) {
            clients.add(beginExport());
        }
        Timed another = export();
        assertThat(another.answer().body(), another.isUnavailable(), is(true));
        Eventually.holds(Duration.ofSeconds(20), () -> export().answer().statusCode() == 200);
        for (Socket client : clients) {
            assertThat(rest(client), not(endsWith("\r\n0\r\n\r\n")));
        }
    }

    private static void assertUnavailableInTime(CompletableFuture<Timed> call) {
        Timed timed = call.join();
        assertThat(timed.toString() + timed.answer().body(), timed.isUnavailable(), is(true));
        assertThat(timed.millis(), lessThan(BOUND_MILLIS));
    }

    private static CompletableFuture<Timed> get(String path) {
        return send(request(service, path));
    }

    private static CompletableFuture<Timed> post(String path, String type, String body) {
        return send(request(service, path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static CompletableFuture<Timed> send(HttpRequest.Builder request) {
        long began = System.nanoTime();
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(answer -> new Timed(answer, Duration.ofNanos(System.nanoTime() - began).toMillis()));
    }

    private static HttpRequest.Builder request(Service of, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + of.port() + path))
                .timeout(Duration.ofSeconds(20));
        return path.contains("token") ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Sends a byte now and then. Returns how long the service kept the connection, in milliseconds. */
    private static long trickle(String begin) {
        long began = System.nanoTime();
        try (Socket socket = new Socket("localhost", impatient.port())) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write(begin.getBytes(StandardCharsets.ISO_8859_1));
            while (isOpen(socket) && System.nanoTime() - began < Duration.ofSeconds(20).toNanos()) {
                socket.getOutputStream().write('x');
            }
        } catch (IOException closed) {
            // the expected end
        }
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private static boolean isOpen(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException nothingYet) {
            return true;
        }
    }

    private static Timed export() {
        return send(request(impatient, "/configapi/v2/phone/ext")).join();
    }

    private static void fillNumbers() throws SQLException {
        try (Connection other = connection()) {
            other.createStatement().execute("""
                    insert into access_number (tenant_id, number, media, type)
                    select id, 1000000 + n, 'voice', 'unassigned' from tenant, generate_series(1, 200000) n""");
        }
    }

    private static Socket beginExport() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress("localhost", impatient.port()));
        socket.getOutputStream()
                .write(("GET /configapi/v2/phone/ext HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat((char) socket.getInputStream().read(), is('H'));
        return socket;
    }

    private static String rest(Socket client) throws IOException {
        StringBuilder rest = new StringBuilder();
        try (client; InputStream in = client.getInputStream()) {
            byte[] buffer = new byte[65536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                rest.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (java.net.SocketException reset) {
            return rest.toString();
        }
        return rest.toString();
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
    }
}
