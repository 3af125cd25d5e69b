package org.callroster.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Background;
import org.callroster.Eventually;
import org.callroster.Walk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Isolated;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The service behind a PgBouncer in transaction mode, with the settings of docs/scaling.md. */
@Isolated("measures how fast many clients are served")
class PgBouncerIT {

    private static final String OF_THE_EXAMPLE = "example-only-secret-never-use-in-production-0001";

    private static final int CLIENTS = 8;
    private static final int KILLS = 3;
    private static final int WRITES_BETWEEN = 50;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long AWAY_MILLIS = 1000;
    /** Pause of a client that was told to try again. */
    private static final long PAUSE_MILLIS = 20;

    private final Tally answers = new Tally();
    private final List<Writer> writers = IntStream.range(0, CLIENTS).mapToObj(i -> new Writer(i, answers)).toList();
    private Installation here;
    private DatabaseServer database;
    private PgBouncer between;

    @BeforeEach
    void startBoth(TestInfo test) {
        assumeTrue(PgBouncer.program().isPresent(), "no PgBouncer is installed here (Debian's package is pgbouncer)");
        here = Installation.empty("pgbouncer-" + test.getTestMethod().orElseThrow().getName());
        database = DatabaseServer.startIn(here);
        between = PgBouncer.before(database, here);
    }

    @AfterEach
    void stopBoth() {
        if (database != null) {
            database.close();
            between.close();
        }
    }

    @Test
    void everyCallWorksForEightTenantsAtOnceOnFewerConnections() throws IOException {
        String example = Files.readString(Path.of("examples", "example.com.json"));
        List<String> tenants = IntStream.range(0, CLIENTS).mapToObj(i -> "tenant" + i + ".example").toList();
        for (String tenant : tenants) {
            here.file("tenants/" + tenant + ".json",
                    example.replace("\"tenant\": \"example.com\"", "\"tenant\": \"" + tenant + "\""));
        }
        Service service = service(Map.of("CALLROSTER_BOOTSTRAP_FILE", "tenants", "CALLROSTER_EXPORT_CONCURRENT", "8"));
        List<CompletableFuture<Void>> walks = tenants.stream()
                .map(tenant -> Background.run(() -> new Walk(service.port(), tenant, OF_THE_EXAMPLE).everyCall()))
                .toList();
        walks.forEach(CompletableFuture::join);
        assertThat(service.output(), not(containsString("\"level\":\"ERROR\"")));
    }

    @Test
    @Tag("faults")
    void killedUnderWritesItLosesNothingAcknowledgedAndTheServiceGoesOnWhenItIsBack() throws InterruptedException {
        Service service = service(Map.of());
        String token = service.token("localhost", "admin", DatabaseServer.SECRET);
        Writer.prepare(service, token);
        try (Crowd crowd = Crowd.of(writers.stream().map(writer -> patient(writer.at(service, token))).toList())) {
            for (int i = 0; i < KILLS; i++) {
                awaitWrites();
                between.kill();
                Thread.sleep(AWAY_MILLIS);
                between.start();
            }
            awaitWrites();
            crowd.stop();
        }
        assertAllIsThere();
    }

    private void awaitWrites() {
        long before = answers.of(Answers.DONE);
        Eventually.holds(SOON, () -> answers.of(Answers.DONE) >= before + WRITES_BETWEEN);
    }

    private static Crowd.Client patient(Writer writer) {
        return () -> {
            if (!writer.turn()) {
                Thread.sleep(PAUSE_MILLIS);
            }
            return true;
        };
    }

    private void assertAllIsThere() {
        Map<String, Integer> users =
                database.column("select login_id || '=' || first_name from app_user where login_id like 'w%-%'")
                        .stream().map(row -> row.split("="))
                        .collect(Collectors.toMap(row -> row[0], row -> Integer.valueOf(row[1])));
        Set<String> numbers = Set.copyOf(database.column("select number from access_number"));
        long lost = writers.stream().mapToLong(writer -> writer.lost(users, numbers)).sum();
        System.out.printf("%d kills of PgBouncer, %d lost, answers %s%n", KILLS, lost, answers);
        assertEquals(0, lost);
        assertEquals(0, database.count(Writer.HALF_WRITTEN_USERS) + database.count(Writer.HALF_WRITTEN_NUMBERS));
        assertThat(answers.events(), everyItem(in(Set.of(Answers.DONE, Answers.UNAVAILABLE))));
        assertEquals(Set.of(Answers.DONE, Answers.UNAVAILABLE), answers.events());
    }

    private Service service(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(between.settings(database.port()));
        settings.putAll(more);
        return database.service(settings).awaitReady();
    }
}
