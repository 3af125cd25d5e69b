package org.callroster.packaged;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A synchronous standby takes over while eight clients write. */
@Tag("faults")
class FailoverIT {

    private static final int WRITERS = 4;
    private static final int GUESSERS = 2;
    private static final int TOKEN_CLIENTS = 2;
    private static final int GUESSES = 2;
    private static final int CALLS_BEFORE = 300;
    private static final int CALLS_AFTER = 100;
    private static final int REFUSALS = 20;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long BACK_MILLIS = 2000;
    /** Calls that wait for an answer of the lost server end only then. */
    private static final long BACK_FROM_SILENCE_MILLIS = 7000;
    /** Pause of a client that was told to try again. */
    private static final long PAUSE_MILLIS = 20;

    private final Tally answers = new Tally();
    private final List<Writer> writers = IntStream.range(0, WRITERS).mapToObj(i -> new Writer(i, answers)).toList();
    private final Map<String, Integer> countedGuesses = new ConcurrentHashMap<>();
    private final AtomicInteger guessed = new AtomicInteger();
    private final Map<String, Long> backAfter = new ConcurrentHashMap<>();
    private volatile long takenOver;
    private String test;
    private ReplicatedDatabase database;
    private Service service;
    private String token;

    @BeforeEach
    void startDatabase(TestInfo info) throws IOException {
        test = info.getTestMethod().orElseThrow().getName();
        database = ReplicatedDatabase.start(test);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void killedPrimary() {
        underLoad(database.service(), () -> {
            database.killPrimary();
            awaitRefusals();
            database.promote();
            database.moveAddress();
        }, BACK_MILLIS);
    }

    /** Until the promotion, the service reaches a server that refuses to write. */
    @Test
    void addressThatMovesBeforeThePromotion() {
        underLoad(database.service(), () -> {
            database.killPrimary();
            database.moveAddress();
            awaitRefusals();
            Eventually.holds(SOON, () -> service.get("/q/health/ready").body().contains("it is read-only"));
            assertEquals(503, service.get("/q/health/ready").statusCode());
            database.promote();
        }, BACK_MILLIS);
    }

    /** A lost machine closes no connection. It takes whatever promotes the standby seconds to be sure, and the service too. */
    @Test
    void lostMachine() {
        underLoad(database.service(), () -> {
            database.lose();
            awaitRefusals();
            database.promote();
            database.moveAddress();
        }, BACK_MILLIS);
    }

    /** It accepts connections to the last, so that new ones hang as well. */
    @Test
    void hangingPrimary() {
        underLoad(database.service(), () -> {
            database.silence();
            database.promote();
            database.moveAddress();
        }, BACK_FROM_SILENCE_MILLIS);
    }

    /** A name is looked up again after a second. */
    @Test
    void nameThatMoves() {
        underLoad(database.service(), () -> {
            database.killPrimary();
            awaitRefusals();
            database.promote();
            database.moveName();
        }, BACK_MILLIS);
    }

    /** It waits for a second before it tries again to reach a server ({@code server_login_retry}). */
    @Test
    void killedPrimaryBehindPgBouncer() {
        assumeTrue(PgBouncer.program().isPresent(), "no PgBouncer is installed here (Debian's package is pgbouncer)");
        underLoad(database.serviceBehindPgBouncer(), () -> {
            database.killPrimary();
            awaitRefusals();
            database.promote();
            database.moveAddress();
        }, BACK_MILLIS);
    }

    private void underLoad(Service started, Runnable failover, long limitMillis) {
        service = started.awaitReady();
        token = service.token("localhost", "admin", DatabaseServer.SECRET);
        Writer.prepare(service, token);
        long firstWrite;
        try (Crowd crowd = Crowd.of(clients())) {
            awaitDone(CALLS_BEFORE);
            failover.run();
            takenOver = System.nanoTime();
            int before = acknowledgedWrites();
            Eventually.holds(SOON, () -> acknowledgedWrites() > before);
            firstWrite = millisSinceTakeover();
            Eventually.holds(SOON, () -> backAfter.size() == WRITERS + GUESSERS + TOKEN_CLIENTS);
            awaitDone(CALLS_AFTER);
            crowd.stop();
        }
        System.out.printf("%s: first write %d ms after the standby took over, all clients back after %s ms, answers %s%n",
                test, firstWrite, backAfter.values().stream().sorted().toList(), answers);
        assertNothingAcknowledgedIsLost();
        assertEquals(Set.of(Answers.DONE, Answers.UNAVAILABLE), answers.events());
        assertThat(firstWrite, lessThanOrEqualTo(limitMillis));
        assertEquals(200, service.get("/q/health/ready").statusCode());
        assertThat(service.output(), not(containsString("\"level\":\"ERROR\"")));
    }

    private int acknowledgedWrites() {
        return writers.stream().mapToInt(Writer::acknowledged).sum();
    }

    private long millisSinceTakeover() {
        return Duration.ofNanos(System.nanoTime() - takenOver).toMillis();
    }

    private void awaitDone(int calls) {
        long before = answers.of(Answers.DONE);
        Eventually.holds(SOON, () -> answers.of(Answers.DONE) >= before + calls);
    }

    private void awaitRefusals() {
        long before = answers.of(Answers.UNAVAILABLE);
        Eventually.holds(SOON, () -> answers.of(Answers.UNAVAILABLE) >= before + REFUSALS);
    }

    private List<Crowd.Client> clients() {
        List<Crowd.Client> clients = new ArrayList<>();
        writers.forEach(writer -> clients.add(client("writer " + clients.size(), writer.at(service, token)::turn)));
        IntStream.range(0, GUESSERS).forEach(i -> clients.add(client("guesser " + i, this::guess)));
        IntStream.range(0, TOKEN_CLIENTS).forEach(i -> clients.add(client("token client " + i,
                () -> isDone(service.tokenCall("localhost", "admin", DatabaseServer.SECRET)))));
        return clients;
    }

    private Crowd.Client client(String name, BooleanSupplier turn) {
        return () -> {
            if (!turn.getAsBoolean()) {
                Thread.sleep(PAUSE_MILLIS);
            } else if (takenOver != 0) {
                backAfter.putIfAbsent(name, millisSinceTakeover());
            }
            return true;
        };
    }

    private boolean isDone(HttpResponse<String> answer) {
        answers.add(Answers.outcome(answer));
        return answer.statusCode() == 200;
    }

    /** Wrong passwords for a new user. Each that is answered is counted. */
    private boolean guess() {
        String login = "guessed-" + guessed.incrementAndGet();
        if (!isDone(service.post("/configapi/v2/user", token,
                "{\"loginId\":\"" + login + "\",\"firstName\":\"G\",\"lastName\":\"G\",\"team\":\"" + Writer.TEAM + "\"}"))) {
            return false;
        }
        for (int i = 1; i <= GUESSES; i++) {
            HttpResponse<String> answer = service.login("localhost", login, "wrong").join();
            if (answer.statusCode() != 401) {
                answers.add(Answers.outcome(answer));
                return false;
            }
            answers.add(Answers.DONE);
            countedGuesses.put(login, i);
        }
        return true;
    }

    private void assertNothingAcknowledgedIsLost() {
        Map<String, Integer> users = numbers("select login_id || '=' || first_name from app_user where login_id like 'w%-%'");
        Set<String> phones = Set.copyOf(database.column("select number from access_number"));
        Map<String, Integer> failures = numbers("select login_id || '=' || failures from login_failure f join app_user u"
                + " on u.tenant_id = f.tenant_id and u.id = f.user_id and f.credential = 'PASSWORD'");
        assertEquals(0, writers.stream().mapToLong(writer -> writer.lost(users, phones)).sum());
        assertEquals(List.of(), countedGuesses.entrySet().stream()
                .filter(guess -> failures.getOrDefault(guess.getKey(), 0) < guess.getValue()).toList());
        assertThat(users.size(), greaterThan(WRITERS));
        assertThat(countedGuesses.size(), greaterThan(GUESSERS));
        assertEquals(0, database.count(Writer.HALF_WRITTEN_USERS) + database.count(Writer.HALF_WRITTEN_NUMBERS));
    }

    private Map<String, Integer> numbers(String sql) {
        return database.column(sql).stream().map(row -> row.split("="))
                .collect(Collectors.toMap(row -> row[0], row -> Integer.valueOf(row[1])));
    }
}
