package org.callroster.packaged;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.callroster.Background;
import org.callroster.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Clients that read an export very slowly use up only slots of their own tenant, and are cut off. */
@Isolated("measures time")
class SlowReadersIT {

    private static final String EXPORT = "/configapi/v2/phone/ext";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CUT = Duration.ofSeconds(40);
    private static final int BYTES_A_TIME = 800;
    private static final long BETWEEN_MILLIS = 100;

    private static DatabaseServer database;
    private static Service service;
    private static String ann;
    private static String ben;
    private static String elsewhere;

    @BeforeAll
    static void start() {
        Installation here = Installation.empty("slow-readers");
        database = DatabaseServer.startIn(here);
        here.file("tenants/busy.json", centre("busy.example"));
        here.file("tenants/other.json", centre("other.example"));
        service = database.service(Map.of("CALLROSTER_EXPORT_PATIENCE", PATIENCE.toSeconds() + "S",
                "CALLROSTER_BOOTSTRAP_FILE", "tenants")).awaitReady();
        database.execute("""
                insert into access_number (tenant_id, number, media, type)
                select id, 1000000 + n, 'voice', 'unassigned' from tenant, generate_series(1, 200000) n
                where name = 'busy.example' or n <= 2000""");
        ann = service.token("busy.example", "ann", DatabaseServer.SECRET);
        ben = service.token("busy.example", "ben", DatabaseServer.SECRET);
        elsewhere = service.token("other.example", "ann", DatabaseServer.SECRET);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static String centre(String tenant) {
        String user = """
                {"loginId": "%1$s", "firstName": "A", "lastName": "A", "team": "Sales", "roles": ["System Administrator"],
                 "apiSecret": "%2$s"}""";
        return "{\"tenant\": \"%s\", \"teams\": [\"Sales\"], \"users\": [%s, %s]}".formatted(tenant,
                user.formatted("ann", DatabaseServer.SECRET), user.formatted("ben", DatabaseServer.SECRET));
    }

    @Test
    void slowReadersOfOneTenantAreCutAndNeverShutOutOthers() throws IOException {
        long before = cuts();
        List<Socket> slow = new ArrayList<>();
        for (String token : List.of(ann, ann, ben, ben)) {
            slow.add(begin(token));
        }
        List<CompletableFuture<Void>> reading = slow.stream().map(SlowReadersIT::readSlowly).toList();
        HttpResponse<String> refused = service.get(EXPORT, ben);
        assertEquals(503, refused.statusCode());
        assertThat(refused.headers().firstValue("Retry-After").isPresent(), is(true));
        assertEquals(200, service.get(EXPORT, elsewhere).statusCode());
        Eventually.holds(CUT, () -> service.get(EXPORT, ben).statusCode() == 200);
        Eventually.holds(CUT, () -> service.get(EXPORT, ann).statusCode() == 200);
        assertThat(reading.stream().filter(CompletableFuture::isDone).toList(), is(List.of()));
        for (Socket each : slow) {
            each.close();
        }
        assertEquals(before + 4, cuts());
    }

    @Test
    void readerThatIsCutSeesThatTheAnswerIsNotWhole() throws IOException {
        long before = cuts();
        try (Socket reader = begin(ann)) {
            Eventually.holds(CUT, () -> cuts() > before);
            assertThat(rest(reader), not(endsWith("\r\n0\r\n\r\n")));
        }
    }

    /** A client that reads nothing requests no rows, and so would never notice. */
    @Test
    void readerThatStandsStillIsCutAtOnceWhenTheDatabaseIsLost() throws IOException {
        long before = cuts();
        try (Socket first = begin(ann); Socket second = begin(ann)) {
            String idle =
                    " from pg_stat_activity where state = 'idle in transaction' and state_change < now() - interval '1 second'";
            Eventually.holds(CUT, () -> database.column("select pid" + idle).size() == 2);
            database.column("select pg_terminate_backend(pid)" + idle);
            Eventually.holds(CUT, () -> service.get(EXPORT, ann).statusCode() == 200);
            assertEquals(before, cuts());
            assertThat(rest(first), not(endsWith("\r\n0\r\n\r\n")));
            assertThat(rest(second), not(endsWith("\r\n0\r\n\r\n")));
        }
    }

    private static long cuts() {
        return service.output().lines().filter(line -> line.contains("an export's client reads too slowly"))
                .count();
    }

    @Test
    void readerThatIsSlowBecauseTheDatabaseIsGetsAllRows() {
        database.execute("""
                alter table access_number rename to kept;
                create view access_number as select * from kept where pg_sleep(0.005)::text = ''""");
        long began = System.nanoTime();
        HttpResponse<String> answer = service.get(EXPORT, elsewhere);
        assertThat(Duration.ofNanos(System.nanoTime() - began), is(greaterThan(PATIENCE)));
        database.execute("drop view access_number; alter table kept rename to access_number");
        assertEquals(200, answer.statusCode());
        assertEquals(2000, JsonPath.from(answer.body()).getInt("size()"));
    }

    /** Returns after the first byte of the answer. */
    private static Socket begin(String token) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("localhost", service.port()));
        socket.getOutputStream().write(("GET " + EXPORT + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        assertEquals('H', socket.getInputStream().read());
        return socket;
    }

    /** Reads at half of the slowest allowed rate, until the connection is closed. */
    private static CompletableFuture<Void> readSlowly(Socket socket) {
        return Background.run(() -> {
            try {
                while (socket.getInputStream().readNBytes(BYTES_A_TIME).length > 0) {
                    Thread.sleep(BETWEEN_MILLIS);
                }
            } catch (IOException closed) {
                return;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String rest(Socket socket) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(rest);
        } catch (SocketException reset) {
            return rest.toString(StandardCharsets.ISO_8859_1);
        }
        return rest.toString(StandardCharsets.ISO_8859_1);
    }
}
