package org.callroster.packaged;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Eventually;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@Tag("faults")
class KilledServiceIT {

    private static final int KILLS = 20;
    private static final int CLIENTS = 8;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FEWEST_WRITES = 25;
    private static final int LONGEST_WRITING_MILLIS = 800;

    private final Tally answers = new Tally();
    private final List<Writer> writers = IntStream.range(0, CLIENTS).mapToObj(i -> new Writer(i, answers)).toList();

    @Test
    void nothingAcknowledgedIsLostAndNothingHalfWrittenWhenItIsKilledDuringWrites() throws InterruptedException {
        try (DatabaseServer database = DatabaseServer.start("killed-during-writes")) {
            for (int i = 0; i < KILLS; i++) {
                writeUntilKilled(database);
            }
            assertAllIsThere(database);
        }
    }

    private void writeUntilKilled(DatabaseServer database) throws InterruptedException {
        try (Service service = database.service().awaitReady()) {
            String token = service.token("localhost", "admin", DatabaseServer.SECRET);
            Writer.prepare(service, token);
            try (Crowd crowd = Crowd.of(writers.stream().map(writer -> untilKilled(writer.at(service, token))).toList())) {
                long before = answers.of(Answers.DONE);
                Eventually.holds(SOON, () -> answers.of(Answers.DONE) >= before + FEWEST_WRITES);
                Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_WRITING_MILLIS));
                service.kill();
                crowd.awaitAll();
            }
        }
    }

    private static Crowd.Client untilKilled(Writer writer) {
        return () -> {
            try {
                return writer.turn();
            } catch (UncheckedIOException killed) {
                return false;
            }
        };
    }

    private void assertAllIsThere(DatabaseServer database) {
        Map<String, Integer> users =
                database.column("select login_id || '=' || first_name from app_user where login_id like 'w%-%'")
                        .stream().map(row -> row.split("="))
                        .collect(Collectors.toMap(row -> row[0], row -> Integer.valueOf(row[1])));
        Set<String> numbers = Set.copyOf(database.column("select number from access_number"));
        long lost = writers.stream().mapToLong(writer -> writer.lost(users, numbers)).sum();
        long half = database.count(Writer.HALF_WRITTEN_USERS) + database.count(Writer.TRACES_OF_NO_USER)
                + database.count(Writer.HALF_WRITTEN_NUMBERS) + database.count(Writer.TRACES_OF_NO_NUMBER);
        System.out.printf("%d kills, %d acknowledged writes, %d lost, %d users and numbers, %d half-written, answers %s%n",
                KILLS,
                acknowledged(), lost, users.size() + numbers.size(), half, answers);
        assertEquals(0, lost);
        assertEquals(0, half);
        assertEquals(Set.of(Answers.DONE), answers.events());
    }

    private int acknowledged() {
        return writers.stream().mapToInt(Writer::acknowledged).sum();
    }
}
