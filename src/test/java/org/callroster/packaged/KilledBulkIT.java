package org.callroster.packaged;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Eventually;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The same call after a crash: fleet sections 1 and 3. */
@Tag("faults")
class KilledBulkIT {

    private static final String NDJSON = "application/x-ndjson";
    private static final int LINES = 20_000;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String JOB = "\"job\":\"";
    private static final int KILLS = 6;
    private static final int CLIENTS = 8;
    private static final int LONGEST_WRITING_MILLIS = 400;

    @Test
    void aBulkThatWasKilledGoesOnAndEachUserIsThereOnce() {
        try (DatabaseServer database = DatabaseServer.start("killed-bulk")) {
            String file = file();
            Service killed = database.service().awaitReady();
            String job = job(send(killed, file));
            Eventually.holds(SOON, () -> done(database) >= 2000);
            killed.kill();
            long done = done(database);
            assertEquals(done, users(database));
            assertEquals(done,
                    database.count("audit where action = 'user created' and subject like 'u%'"));
            assertEquals(done, outcomes(database));

            Service service = database.service().awaitReady();
            database.execute("update bulk_job set beat_at = beat_at - interval '2 minutes'");
            assertEquals(job, job(send(service, file)));
            Eventually.holds(SOON, () -> database.count("bulk_job where state = 'done'") == 1);
            String answer = service.get("/configapi/v2/bulk/" + job, token(service)).body();
            assertThat(answer,
                    containsString("\"created\":" + LINES + ",\"updated\":0,\"unchanged\":0,\"deleted\":0,\"failed\":0"));
            assertEquals(done, answer.lines().filter(line -> line.endsWith("\"before\":true}")).count());
            assertEquals(LINES, users(database));
            System.out.printf("killed bulk: %d of %d lines were done, %d users after it was repeated%n", done, LINES,
                    users(database));
        }
    }

    private static long done(DatabaseServer database) {
        return number(database, "select lines_done from bulk_job");
    }

    private static long number(DatabaseServer database, String query) {
        return Long.parseLong(database.column(query).get(0));
    }

    private static long users(DatabaseServer database) {
        return database.count("app_user where login_id like 'u%'");
    }

    private static long outcomes(DatabaseServer database) {
        return number(database,
                "select coalesce(sum(length(outcomes) - length(replace(outcomes, chr(10), ''))), 0) from bulk_outcomes");
    }

    private static HttpResponse<String> send(Service service, String file) {
        HttpResponse<String> answer =
                service.postOnce("/configapi/v2/bulk/user?mode=create", token(service), "k", NDJSON, file);
        assertEquals(202, answer.statusCode(), answer.body());
        return answer;
    }

    private static String job(HttpResponse<String> started) {
        return started.body().substring(JOB.length() + 1, started.body().length() - 2);
    }

    private static String token(Service service) {
        return service.token("localhost", "admin", DatabaseServer.SECRET);
    }

    private static String file() {
        return IntStream.range(0, LINES).mapToObj(i -> user("u" + i)).collect(Collectors.joining("\n"));
    }

    private static String user(String login) {
        return "{\"loginId\":\"" + login
                + "\",\"firstName\":\"A\",\"lastName\":\"B\",\"team\":\"Administrators\",\"roles\":[]}";
    }

    @Test
    void aCreateThatWasKilledIsRepeatedSafely() throws InterruptedException {
        Map<String, String> unanswered = new ConcurrentHashMap<>();
        AtomicInteger replayed = new AtomicInteger();
        AtomicInteger repeated = new AtomicInteger();
        try (DatabaseServer database = DatabaseServer.start("killed-creates")) {
            for (int i = 0; i < KILLS; i++) {
                int round = i;
                try (Service service = database.service().awaitReady()) {
                    String token = token(service);
                    unanswered.keySet().forEach(login -> {
                        HttpResponse<String> answer = create(service, token, login);
                        assertEquals("200 OK", answer.statusCode() + " " + answer.body());
                        repeated.incrementAndGet();
                        replayed.addAndGet(answer.headers().firstValue("Idempotent-Replayed").isPresent() ? 1 : 0);
                    });
                    unanswered.clear();
                    try (Crowd crowd = Crowd.of(IntStream.range(0, CLIENTS)
                            .mapToObj(client -> writer(service, token, "c" + round + "-" + client + "-", unanswered))
                            .toList())) {
                        Eventually.holds(SOON, () -> database.count("kept_answer") > 50);
                        Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_WRITING_MILLIS));
                        service.kill();
                        crowd.awaitAll();
                    }
                }
            }
            System.out.printf("%d kills, %d calls repeated, %d of them had been made%n", KILLS, repeated.get(), replayed.get());
            List<String> logins =
                    database.column("select subject from audit where action = 'user created' and subject like 'c%'");
            assertEquals(Set.copyOf(logins).size(), logins.size());
        }
    }

    private static Crowd.Client writer(Service service, String token, String prefix, Map<String, String> unanswered) {
        AtomicInteger number = new AtomicInteger();
        return () -> {
            String login = prefix + number.getAndIncrement();
            unanswered.put(login, login);
            try {
                assertEquals(200, create(service, token, login).statusCode());
                unanswered.remove(login);
                return true;
            } catch (UncheckedIOException killed) {
                return false;
            }
        };
    }

    private static HttpResponse<String> create(Service service, String token, String login) {
        return service.postOnce("/configapi/v2/user", token, login, "application/json", user(login));
    }
}
