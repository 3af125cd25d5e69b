package org.callroster.packaged;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.callroster.Background;
import org.callroster.Eventually;
import org.callroster.Walk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A database that is distributed by tenant and has lost a node: statements for the tenants of that node fail. Row security of
 * PostgreSQL stands in for the lost node.
 */
@Tag("faults")
class LostTenantsIT {

    private static final String SECRET = "example-only-secret-never-use-in-production-0001";
    private static final String PASSWORD = "seven lazy zebras at noon";
    private static final List<String> TENANTS = IntStream.range(0, 6).mapToObj(i -> "tenant" + i + ".example").toList();
    /** Some others come before them in every list of tenants, and some after them. */
    private static final List<String> LOST = List.of(TENANTS.get(1), TENANTS.get(3));
    private static final List<String> OTHERS = TENANTS.stream().filter(tenant -> !LOST.contains(tenant)).toList();

    /** The error is that of Citus. Policies are checked for the rows that a statement finds, and for those that it writes. */
    private static final String SHARDS = """
            create table unreachable (tenant uuid primary key, silence float8 not null);
            create function reach(wanted uuid) returns boolean language plpgsql stable cost 10000 as $$
            declare
                lost unreachable;
            begin
                select * into lost from unreachable where tenant = wanted;
                if found then
                    perform pg_sleep(lost.silence);
                    raise exception using errcode = 'connection_failure',
                        message = 'connection to the remote node 192.0.2.1:5432 failed';
                end if;
                return true;
            end $$;
            do $$
            declare
                shard text;
            begin
                for shard in select table_name from information_schema.columns where column_name = 'tenant_id' loop
                    execute format('alter table %1$I enable row level security, force row level security', shard);
                    execute format('create policy shard on %1$I using (reach(tenant_id))', shard);
                end loop;
            end $$""";
    private static final String OLD_EVENTS = """
            insert into audit (tenant_id, id, at, actor, actor_key, action, subject, subject_key, via)
            select id, gen_random_uuid(), now() - interval '900 days', 'old', 'old', 'logged in', 'old', 'old', 'api'
            from tenant""";

    private static final int CLIENTS = 16;
    private static final int MORE_CLIENTS_THAN_CONNECTIONS = 60;
    private static final int CALLS_OF_OTHERS = 20;
    private static final long SILENCE_SECONDS = 3;
    private static final long QUICKLY_MILLIS = 2000;
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Pause of a client that was told to try again. */
    private static final long PAUSE_MILLIS = 100;

    private static DatabaseServer database;
    private static Service service;
    private static List<Client> lost;
    private static List<Client> others;

    /** What an administrator of a tenant calls. */
    private record Client(String tenant, String token, String session, AtomicInteger created) {

        static Client of(String tenant) {
            String token = service.token(tenant, "admin", SECRET);
            assertEquals(200, service.put("/configapi/v2/user/admin", token,
                    "{\"password\":\"" + PASSWORD + "\",\"changePassword\":false}").statusCode());
            String session = JsonPath.from(service.login(tenant, "admin", PASSWORD).join().body()).getString("session_id");
            return new Client(tenant, service.token(tenant, "admin", SECRET), session, new AtomicInteger());
        }

        List<Supplier<HttpResponse<String>>> calls() {
            return List.of(() -> service.tokenCall(tenant, "admin", SECRET),
                    () -> service.post("/configapi/v2/user", token, "{\"loginId\":\"c" + created.incrementAndGet()
                            + "\",\"firstName\":\"C\",\"lastName\":\"C\",\"team\":\"Sales\"}"),
                    () -> service.get("/configapi/v2/user/admin", token),
                    () -> service.put("/configapi/v2/user/admin", token, "{\"firstName\":\"Changed\"}"),
                    () -> service.get("/configapi/v2/user", token),
                    () -> service.get("/configapi/v2/user/lock/admin", token),
                    () -> service.put("/configapi/v2/user/lock/admin", token, ""),
                    () -> service.get("/configapi/v2/phone/user", token),
                    () -> service.login(tenant, "admin", PASSWORD).join(),
                    () -> service.get("/session_check?session_id=" + session));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Installation here = Installation.empty("lost-tenants");
        String example = Files.readString(Path.of("examples", "example.com.json"));
        for (String tenant : TENANTS) {
            here.file("tenants/" + tenant + ".json",
                    example.replace("\"tenant\": \"example.com\"", "\"tenant\": \"" + tenant + "\""));
        }
        database = DatabaseServer.startIn(here);
        service = database.service(Map.of("CALLROSTER_BOOTSTRAP_FILE", "tenants")).awaitReady();
        lost = LOST.stream().map(Client::of).toList();
        others = OTHERS.stream().map(Client::of).toList();
        database.execute(OLD_EVENTS);
        database.execute(SHARDS);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static void lose(long silenceSeconds) {
        database.execute("insert into unreachable select id, " + silenceSeconds + " from tenant where name in ('"
                + String.join("', '", LOST) + "')");
    }

    @AfterEach
    void find() {
        database.execute("delete from unreachable");
        for (Client client : lost) {
            Eventually.holds(SOON, () -> service.tokenCall(client.tenant, "admin", SECRET).statusCode() == 200);
            client.calls().forEach(call -> assertEquals(Answers.DONE, Answers.outcome(call.get())));
        }
        Eventually.holds(SOON, () -> !readiness().contains("unavailable"));
        assertThat(service.output(), not(containsString("\"level\":\"ERROR\"")));
    }

    @Test
    void callsOfLostTenantsAreRefusedAndThoseOfAllOthersAreServed() {
        lose(0);
        Tally answers = new Tally();
        lost.forEach(client -> client.calls().forEach(call -> assertRefusedQuickly(call, answers)));
        assertThat(readiness(), containsString("\"note\": \"some tenants are unavailable\""));
        assertThat(readiness(), containsString("\"unavailableTenants\": " + LOST.size()));
        assertThat(readiness(), not(containsString(".example")));
        try (Crowd crowd = Crowd.of(IntStream.range(0, CLIENTS).mapToObj(i -> persistent(i, answers)).toList())) {
            List<CompletableFuture<Void>> walks = OTHERS.stream()
                    .map(tenant -> Background.run(() -> new Walk(service.port(), tenant, SECRET).everyCall())).toList();
            walks.forEach(CompletableFuture::join);
            crowd.stop();
        }
        assertEquals(Set.of(Answers.UNAVAILABLE), answers.events());
        assertThat(answers.of(Answers.UNAVAILABLE), greaterThan(100L));
    }

    /** The node neither answers nor refuses. Until it is known to be lost, calls to it take all connections. */
    @Test
    void lostTenantsDoNotUseUpTheConnections() {
        lose(SILENCE_SECONDS);
        Tally answers = new Tally();
        long slowest = 0;
        try (Crowd crowd = Crowd.of(
                IntStream.range(0, MORE_CLIENTS_THAN_CONNECTIONS).mapToObj(i -> persistent(i, answers)).toList())) {
            Eventually.holds(SOON, () -> service.get("/q/health/ready").body()
                    .contains("\"unavailableTenants\": " + LOST.size()));
            for (int i = 0; i < CALLS_OF_OTHERS; i++) {
                slowest = Math.max(slowest, slowestCall(others.get(i % others.size())));
            }
            crowd.stop();
        }
        System.out.printf("slowest call of another tenant %d ms, calls of lost tenants %s%n", slowest, answers);
        assertEquals(Set.of(Answers.UNAVAILABLE), answers.events());
        assertThat(slowest, lessThan(QUICKLY_MILLIS));
    }

    @Test
    void newInstanceStartsAndOldRowsOfTheOtherTenantsAreDeleted() {
        others.forEach(client -> assertEquals(200,
                service.put("/configapi/v2/securitypolicy", client.token, "{\"auditRetentionDays\":800}").statusCode()));
        lose(0);
        try (Service another = database.service().awaitReady()) {
            OTHERS.forEach(tenant -> another.token(tenant, "admin", SECRET));
            assertEquals(503, another.tokenCall(LOST.get(0), "admin", SECRET).statusCode());
        }
        Service trim = database.service(Map.of(), "trim-audit");
        assertEquals(0, trim.exitCode());
        assertThat(trim.output(), containsString(OTHERS.size() + " rows of the audit are deleted\n"));
        LOST.forEach(tenant -> assertThat(trim.output(), containsString("cannot delete old rows of " + tenant)));
    }

    private static void assertRefusedQuickly(Supplier<HttpResponse<String>> call, Tally answers) {
        long began = System.nanoTime();
        answers.add(Answers.outcome(call.get()));
        assertThat(millisSince(began), lessThan(QUICKLY_MILLIS));
    }

    private static Crowd.Client persistent(int number, Tally answers) {
        List<Supplier<HttpResponse<String>>> calls = lost.get(number % lost.size()).calls();
        AtomicInteger turn = new AtomicInteger(number);
        return () -> {
            answers.add(Answers.outcome(calls.get(turn.getAndIncrement() % calls.size()).get()));
            Thread.sleep(PAUSE_MILLIS);
            return true;
        };
    }

    private static long slowestCall(Client client) {
        return client.calls().stream().mapToLong(call -> {
            long began = System.nanoTime();
            assertEquals(Answers.DONE, Answers.outcome(call.get()));
            return millisSince(began);
        }).max().orElseThrow();
    }

    private static long millisSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
    }

    private static String readiness() {
        HttpResponse<String> answer = service.get("/q/health/ready");
        assertEquals(200, answer.statusCode());
        return answer.body();
    }
}
