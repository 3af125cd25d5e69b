package org.callroster.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.callroster.Eventually;
import org.callroster.token.Jws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Two instances. The clock of one is set forward and back while it runs. Needs libfaketime. */
@Tag("faults")
class SteppedClockIT {

    private static final Duration UNTIL_KEYS_ARE_LOOKED_AT = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS_MILLIS = 500;

    private DatabaseServer database;
    private Service right;
    private Service wrong;
    private Path clock;

    @BeforeEach
    void startBoth() throws IOException {
        Optional<Path> library = libfaketime();
        assumeTrue(library.isPresent(), "libfaketime (Debian's package faketime)");
        database = DatabaseServer.start("stepped-clock");
        clock = Files.createTempFile("clock", ".txt");
        set("+0");
        right = database.service(Map.of("CALLROSTER_KEY_ROTATION", "1D"));
        right.awaitReady();
        wrong = database.service(Map.of("CALLROSTER_KEY_ROTATION", "1D", "LD_PRELOAD", library.get().toString(),
                "FAKETIME_TIMESTAMP_FILE", clock.toString(), "FAKETIME_NO_CACHE", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1"));
        wrong.awaitReady();
    }

    @AfterEach
    void stopAll() throws IOException {
        if (database != null) {
            database.close();
            Files.delete(clock);
        }
    }

    @Test
    void clockThatIsSetBackRefusesNoTokenAndFindsNewKeys() {
        String before = token(wrong);
        set("-3600");
        assertGood(wrong, before, token(right), token(wrong));
        assertGood(right, before, token(right));

        publishTheNextKey();
        String ofTheOldKey = token(wrong);
        database.execute("update signing_key set signs_from = now() - interval '1 second' where signs_from > now()");
        Eventually.holds(UNTIL_KEYS_ARE_LOOKED_AT, () -> !kid(token(right)).equals(kid(ofTheOldKey)));
        String ofTheNewKey = token(right);
        Eventually.holds(SOON, () -> status(wrong, ofTheNewKey) == 200);
        assertGood(wrong, before, ofTheOldKey);
        assertGood(right, before);

        set("+0");
        assertGood(wrong, before, ofTheNewKey, token(wrong), token(right));
        assertGood(right, token(wrong));
    }

    @Test
    void clockThatIsSetForthBuriesNoKeyOfALivingToken() throws InterruptedException {
        String before = token(right);
        publishTheNextKey();
        database.execute("update signing_key set signs_from = now() - interval '30 minutes' where signs_from > now()");

        set("+3600");
        long end = System.nanoTime() + UNTIL_KEYS_ARE_LOOKED_AT.toNanos();
        while (System.nanoTime() < end) {
            assertGood(right, before, token(wrong));
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
        // by the clock of this instance an hour has passed
        assertEquals(401, status(wrong, before));
        assertEquals(2, database.count("signing_key"));

        set("+0");
        assertGood(wrong, before, token(wrong), token(right));
    }

    /** Makes the keys nearly a day older. */
    private void publishTheNextKey() {
        database.execute("update signing_key set signs_from = signs_from - interval '23 hours 30 minutes'");
        Eventually.holds(UNTIL_KEYS_ARE_LOOKED_AT, () -> !token(right).isEmpty() && database.count("signing_key") == 2);
    }

    private static void assertGood(Service node, String... tokens) {
        for (String token : tokens) {
            assertEquals(200, status(node, token));
        }
    }

    private static int status(Service node, String token) {
        return node.get("/configapi/v2/team", token).statusCode();
    }

    private static String token(Service node) {
        return node.token("localhost", "admin", DatabaseServer.SECRET);
    }

    private static Object kid(String token) {
        return Jws.of(token).header().get("kid");
    }

    /** The offset of the clock in seconds: {@code +3600}. */
    private void set(String step) {
        try {
            Files.writeString(clock, step + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> libfaketime() throws IOException {
        try (Stream<Path> libraries = Files.find(Path.of("/usr/lib"), 3,
                (path, file) -> path.endsWith("libfaketimeMT.so.1"))) {
            return libraries.findFirst();
        }
    }
}
