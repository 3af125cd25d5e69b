package org.callroster.export;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.Background;
import org.callroster.Eventually;
import org.callroster.Metrics;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Eight exports may run at once: four of one tenant, two of one caller. A locked table holds them until the test lets them go. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExportSharesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String REFUSAL =
            "{\"error\":\"unavailable\",\"error_description\":\"too many exports are running, try again\"}";

    private final SmallTenant tenant = SmallTenant.create();
    private final SmallTenant other = SmallTenant.create();
    private final List<String> callers = new ArrayList<>();
    private Connection holder;

    @BeforeEach
    void makeCallers() {
        for (int i = 0; i < 8; i++) {
            callers.add(tenant.created("Everything"));
            Api.token(tenant.name(), callers.get(i));
        }
    }

    @AfterEach
    void allSlotsAreFreeAgain() {
        if (holder != null) {
            letGo();
        }
        awaitRunning(0);
        hold();
        List<CompletableFuture<Response>> exports = begin(4);
        awaitRunning(4);
        letGo();
        exports.forEach(export -> assertEquals(200, export.join().statusCode()));
    }

    @Test
    void eightCallersOfOneTenantGetFourSlotsAndLeaveTheOthersTheRest() {
        hold();
        List<CompletableFuture<Response>> exports = begin(8);
        awaitRunning(4);
        Eventually.holds(SOON, () -> exports.stream().filter(CompletableFuture::isDone).count() == 4);
        CompletableFuture<Response> elsewhere = export(other, "admin");
        awaitRunning(5);
        letGo();
        List<Integer> statuses = exports.stream().map(export -> export.join().statusCode()).toList();
        assertEquals(4, Collections.frequency(statuses, 200));
        assertEquals(4, Collections.frequency(statuses, 503));
        assertEquals(200, elsewhere.join().statusCode());
    }

    @Test
    void oneCallerGetsTwoSlotsAndIsToldWhenToComeBack() {
        hold();
        List<CompletableFuture<Response>> two = List.of(export(tenant, callers.get(0)), export(tenant, callers.get(0)));
        awaitRunning(2);
        Response third = export(tenant, callers.get(0)).join();
        third.then().statusCode(503).header("Retry-After", is("1")).body(is(REFUSAL));
        CompletableFuture<Response> another = export(tenant, callers.get(1));
        awaitRunning(3);
        letGo();
        two.forEach(export -> assertEquals(200, export.join().statusCode()));
        assertEquals(200, another.join().statusCode());
    }

    @Test
    void headGivesItsSlotBack() {
        for (int i = 0; i < 10; i++) {
            Api.as(tenant.name(), callers.get(0)).head("/phone/ext").then().statusCode(200);
        }
    }

    @Test
    void clientsThatGoAwayGiveTheirSlotsBack() throws IOException {
        hold();
        List<Socket> gone = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            gone.add(request(callers.get(i)));
        }
        awaitRunning(4);
        for (Socket client : gone) {
            client.close();
        }
        awaitRunning(0);
    }

    @Test
    void lostDatabaseGivesSlotsBack() {
        hold();
        List<CompletableFuture<Response>> exports = begin(4);
        awaitRunning(4);
        awaitWaiters(4);
        TestDatabase.execute("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'");
        exports.forEach(export -> assertEquals(503, export.join().statusCode()));
        awaitRunning(0);
    }

    private static void awaitWaiters(int count) {
        Eventually.holds(SOON, () -> TestDatabase.value("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                .equals(String.valueOf(count)));
    }

    private static void awaitRunning(int exports) {
        Eventually.holds(SOON, () -> Metrics.sum("callroster_export_running") == exports);
    }

    private static CompletableFuture<Response> export(SmallTenant of, String caller) {
        return Background.supply(() -> Api.as(of.name(), caller).get("/phone/ext"));
    }

    private Socket request(String caller) throws IOException {
        Socket client = new Socket("localhost", RestAssured.port);
        client.getOutputStream().write(("GET /configapi/v2/phone/ext HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + Api.token(tenant.name(), caller) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }

    /** All exports wait for the table. */
    private void hold() {
        try {
            holder = TestDatabase.connection();
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table access_number in access exclusive mode");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void letGo() {
        try {
            holder.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of each of so many callers. */
    private List<CompletableFuture<Response>> begin(int count) {
        return IntStream.range(0, count).mapToObj(i -> export(tenant, callers.get(i))).toList();
    }
}
