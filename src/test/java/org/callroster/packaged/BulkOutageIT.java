package org.callroster.packaged;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Eventually;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Bulks (fleet section 3) when the database, the disk or the client goes away. */
@Tag("faults")
class BulkOutageIT {

    private static final String NDJSON = "application/x-ndjson";
    private static final String PATH = "/configapi/v2/bulk/user?mode=create";
    private static final int LINES = 15_000;
    private static final int AWAY_MILLIS = 3000;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aBulkGoesOnWhenTheDatabaseIsBack() throws InterruptedException {
        try (DatabaseServer database = DatabaseServer.start("bulk-outage")) {
            Service service = database.service().awaitReady();
            String token = token(service);
            assertEquals(202, service.postOnce(PATH, token, "k", NDJSON, file()).statusCode());
            Eventually.holds(SOON, () -> done(database) >= 1500);
            database.kill();
            Thread.sleep(AWAY_MILLIS);
            database.restart();
            database.awaitAccepting();
            Eventually.holds(SOON, () -> database.count("bulk_job where state = 'done'") == 1);
            assertEverythingIsThereOnce(database);
        }
    }

    @Test
    void aBulkGoesOnWithoutItsClient() throws IOException {
        try (DatabaseServer database = DatabaseServer.start("bulk-client-gone")) {
            Service service = database.service().awaitReady();
            byte[] file = file().getBytes(StandardCharsets.UTF_8);
            try (Socket client = new Socket("localhost", service.port())) {
                send(client, token(service), file.length, file);
                assertEquals('H', client.getInputStream().read());
            }
            Eventually.holds(SOON, () -> database.count("bulk_job where state = 'done'") == 1);
            assertEverythingIsThereOnce(database);
        }
    }

    @Test
    void aFileThatIsCutBeginsNothing() throws IOException {
        try (DatabaseServer database = DatabaseServer.start("bulk-cut")) {
            Service service = database.service(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary("bulk-cut")))
                    .awaitReady();
            byte[] file = file().getBytes(StandardCharsets.UTF_8);
            try (Socket client = new Socket("localhost", service.port())) {
                send(client, token(service), file.length * 2, file);
                Eventually.holds(SOON, () -> spooled("bulk-cut") == 1);
            }
            Eventually.holds(SOON, () -> spooled("bulk-cut") == 0);
            assertEquals(0, database.count("bulk_job"));
            assertEquals(200, service.get("/configapi/v2/user/admin", token(service)).statusCode());
        }
    }

    /** The folder for temporary files is on its own small disk in memory; only root can make one. */
    @Test
    void aFullDiskRefusesTheFileAndNothingElse() throws Exception {
        Path disk = temporary("bulk-disk");
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()),
                "mount: needs root and a kernel that lets it mount a tmpfs");
        try (DatabaseServer database = DatabaseServer.start("bulk-full-disk")) {
            Service service = database.service(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + disk)).awaitReady();
            String token = token(service);
            String file = file();
            Path filler = fill(disk);
            var refused = service.postOnce(PATH, token, "k", NDJSON, file);
            assertEquals(503, refused.statusCode(), refused.body());
            assertThat(refused.body(), containsString("there is no room on the disk for this bulk"));
            assertEquals(200, service.get("/configapi/v2/user/admin", token).statusCode());
            Eventually.holds(SOON, () -> spooledIn(disk) == 0);
            Files.delete(filler);
            assertEquals(202, service.postOnce(PATH, token, "k", NDJSON, file).statusCode());
            Eventually.holds(SOON, () -> database.count("bulk_job where state = 'done'") == 1);
            assertEverythingIsThereOnce(database);
        } finally {
            run("umount", "--lazy", disk.toString());
        }
    }

    private static Path fill(Path disk) {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (;;) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static void assertEverythingIsThereOnce(DatabaseServer database) {
        assertEquals(LINES, database.count("app_user where login_id like 'u%'"));
        assertEquals(LINES, database.count("audit where action = 'user created' and subject like 'u%'"));
        assertEquals("15000 0", database.column("select created || ' ' || failed from bulk_job").get(0));
    }

    private static void send(Socket client, String token, int length, byte[] file) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\nContent-Type: "
                + NDJSON
                + "\r\nPrefer: wait\r\nContent-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(file);
        out.flush();
    }

    private static long done(DatabaseServer database) {
        return Long.parseLong(database.column("select lines_done from bulk_job").get(0));
    }

    private static Path temporary(String test) throws IOException {
        return Files.createDirectories(Installation.empty(test + "-tmp").folder().resolve("tmp"));
    }

    private static long spooled(String test) {
        return spooledIn(Path.of("target", "packaged", test + "-tmp", "tmp"));
    }

    private static long spooledIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("callroster-bulk-")).count();
        } catch (IOException e) {
            return -1;
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    private static String token(Service service) {
        return service.token("localhost", "admin", DatabaseServer.SECRET);
    }

    private static String file() {
        return IntStream.range(0, LINES).mapToObj(i -> "{\"loginId\":\"u" + i
                + "\",\"firstName\":\"A\",\"lastName\":\"B\",\"team\":\"Administrators\",\"roles\":[]}")
                .collect(Collectors.joining("\n"));
    }
}
