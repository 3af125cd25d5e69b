package org.callroster.packaged;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.callroster.Eventually;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

@Tag("faults")
class LostDatabaseIT {

    private static final int KILLS = 3;
    private static final int CLIENTS_OF_A_KIND = 2;
    private static final int BEFORE_MILLIS = 1000;
    private static final int AWAY_MILLIS = 2000;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long BACK_MILLIS = 1000;
    /** A login hashes a password, which takes a while beside busy clients. */
    private static final long LOGIN_BACK_MILLIS = 2000;
    /**
     * Pause of a client that was told to try again. A whole second would be more polite, but too long to measure the recovery.
     */
    private static final long PAUSE_MILLIS = 20;
    private static final String LOGIN = "login";
    private static final int KINDS = 7;
    private static final String PASSWORD = "seven lazy zebras at noon";

    private final Tally answers = new Tally();
    /** By the kinds of calls: when the first succeeded, in milliseconds after PostgreSQL accepted connections. */
    private final Map<String, Long> back = new ConcurrentHashMap<>();
    private volatile long accepts;
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicInteger created = new AtomicInteger();
    private String token;
    private String session;

    @Test
    void killedDatabaseIsUnavailableUnderLoadAndServiceIsBackWithinASecond() throws InterruptedException {
        try (DatabaseServer database = DatabaseServer.start("killed-database")) {
            Service service = database.service().awaitReady();
            prepare(service);
            List<Map<String, Long>> backAfter = new ArrayList<>();
            try (Crowd crowd = Crowd.of(clients(service))) {
                for (int i = 0; i < KILLS; i++) {
                    Thread.sleep(BEFORE_MILLIS);
                    backAfter.add(killAndRestart(database, service));
                }
                crowd.stop();
            }
            int lost = lost(database);
            System.out.printf("%d kills of PostgreSQL: back after %s ms, %d of %d acknowledged users lost, answers %s%n", KILLS,
                    backAfter, lost, acknowledged.size(), answers);
            assertThat(answers.events(), everyItem(in(Set.of(Answers.DONE, Answers.UNAVAILABLE))));
            backAfter.forEach(times -> times.forEach((kind, millis) -> assertThat(kind, millis,
                    lessThanOrEqualTo(kind.equals(LOGIN) ? LOGIN_BACK_MILLIS : BACK_MILLIS))));
            assertEquals(0, lost);
            assertThat(service.output(), not(containsString("Uncaught exception")));
        }
    }

    private void prepare(Service service) {
        token = service.token("localhost", "admin", DatabaseServer.SECRET);
        Writer.prepare(service, token);
        service.put("/configapi/v2/user/admin", token, "{\"password\":\"" + PASSWORD + "\",\"changePassword\":false}");
        token = service.token("localhost", "admin", DatabaseServer.SECRET);
        session = JsonPath.from(service.login("localhost", "admin", PASSWORD).join().body()).getString("session_id");
        for (int i = 0; i < CLIENTS_OF_A_KIND; i++) {
            service.post("/configapi/v2/user", token,
                    "{\"loginId\":\"" + agent(i) + "\",\"firstName\":\"A\",\"lastName\":\"A\",\"team\":\""
                            + Writer.TEAM + "\",\"roles\":[\"System Administrator\"],\"password\":\"" + PASSWORD + "\"}");
        }
    }

    /**
     * Each client logs in as a different user: an attempt during which the database dies stays reserved for 30 seconds, and
     * there are only six.
     */
    private static String agent(int client) {
        return "agent-" + client;
    }

    /** Reads, writes in one statement and in a transaction, tokens, logins and session checks. */
    private List<Crowd.Client> clients(Service service) {
        return IntStream.range(0, CLIENTS_OF_A_KIND).boxed().flatMap(i -> clients(service, agent(i))).toList();
    }

    private Stream<Crowd.Client> clients(Service service, String agent) {
        Map<String, Supplier<HttpResponse<String>>> calls = Map.of(
                "get", () -> service.get("/configapi/v2/user/admin", token),
                "create", () -> create(service),
                "update", () -> service.put("/configapi/v2/team/Night%20Shift", token, "{}"),
                "export", () -> service.get("/configapi/v2/phone/user", token),
                "token", () -> service.tokenCall("localhost", "admin", DatabaseServer.SECRET),
                LOGIN, () -> service.login("localhost", agent, PASSWORD).join(),
                "session", () -> service.get("/session_check?session_id=" + session));
        return calls.entrySet().stream().map(call -> client(call.getKey(), call.getValue()));
    }

    private Crowd.Client client(String kind, Supplier<HttpResponse<String>> call) {
        return () -> {
            String outcome = Answers.outcome(call.get());
            answers.add(outcome);
            if (!outcome.equals(Answers.DONE)) {
                Thread.sleep(PAUSE_MILLIS);
            } else if (accepts != 0) {
                back.putIfAbsent(kind, Duration.ofNanos(System.nanoTime() - accepts).toMillis());
            }
            return true;
        };
    }

    private HttpResponse<String> create(Service service) {
        String login = "c-" + created.incrementAndGet();
        HttpResponse<String> answer = service.post("/configapi/v2/user", token,
                "{\"loginId\":\"" + login + "\",\"firstName\":\"C\",\"lastName\":\"C\",\"team\":\"" + Writer.TEAM + "\"}");
        if (answer.statusCode() == 200) {
            acknowledged.add(login);
        }
        return answer;
    }

    private Map<String, Long> killAndRestart(DatabaseServer database, Service service) throws InterruptedException {
        accepts = 0;
        back.clear();
        database.kill();
        Eventually.holds(SOON, () -> service.get("/q/health/ready").statusCode() == 503);
        long end = System.nanoTime() + Duration.ofMillis(AWAY_MILLIS).toNanos();
        while (System.nanoTime() < end) {
            assertEquals(200, service.get("/q/health/live").statusCode());
            assertEquals(503, service.get("/q/health/ready").statusCode());
        }
        database.restart();
        database.awaitAccepting();
        accepts = System.nanoTime();
        Eventually.holds(SOON, () -> back.size() == KINDS);
        Eventually.holds(SOON, () -> service.get("/q/health/ready").statusCode() == 200);
        return Map.copyOf(back);
    }

    private int lost(DatabaseServer database) {
        Set<String> stored = Set.copyOf(database.column("select login_id from app_user"));
        return (int) acknowledged.stream().filter(login -> !stored.contains(login)).count();
    }
}
