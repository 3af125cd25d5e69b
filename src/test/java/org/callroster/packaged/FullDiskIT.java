package org.callroster.packaged;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.callroster.Eventually;
import org.callroster.embedded.EmbeddedPostgres;
import org.callroster.embedded.Superuser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The database's files are on their own small disk in memory (tmpfs); only root can make one. */
@Tag("faults")
class FullDiskIT {

    private static final String TEST = "full-disk";
    private static final String SIZE = "300m";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Tally answers = new Tally();
    private final List<String> acknowledged = new ArrayList<>();
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(Installation.empty(TEST + "-mount").data());
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString()),
                "mount: needs root and a kernel that lets it mount a tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy", disk.toString());
    }

    @Test
    void fullDiskRefusesWritesKeepsReadsAndLosesNothing() throws Exception {
        EmbeddedPostgres.start(disk).close();
        Superuser.tell(disk, "callroster", "grant execute on function pg_switch_wal() to callroster");
        try (DatabaseServer database = DatabaseServer.startIn(new Installation(disk.getParent()))) {
            Service service = database.service().awaitReady();
            String token = service.token("localhost", "admin", DatabaseServer.SECRET);
            Writer.prepare(service, token);
            createAll("before", 400, service, token);
            assertEquals(Set.of(Answers.DONE), answers.events());

            // a new WAL file: if one cannot be created, the whole server ends, not only a write
            database.execute("select pg_switch_wal()");
            database.execute("create table made_in_the_new_file (id int)");
            Path filler = fill();
            createAll("full", 100, service, token);
            assertTrue(answers.of(Answers.UNAVAILABLE) > 0, "the disk was not full");
            assertReads(service, token);

            Files.delete(filler);
            Eventually.holds(SOON, () -> create("again", service, token).statusCode() == 200);
            assertEquals(200, service.get("/q/health/ready").statusCode());

            Set<String> stored = Set.copyOf(database.column("select login_id from app_user"));
            long lost = acknowledged.stream().filter(login -> !stored.contains(login)).count();
            System.out.printf("full disk: answers %s, %d of %d acknowledged users lost%n", answers, lost, acknowledged.size());
            assertEquals(0, lost);
            assertThat(answers.events(), everyItem(is(in(Set.of(Answers.DONE, Answers.UNAVAILABLE)))));
        }
    }

    private void createAll(String prefix, int users, Service service, String token) {
        for (int i = 0; i < users; i++) {
            create(prefix + i, service, token);
        }
    }

    private HttpResponse<String> create(String login, Service service, String token) {
        HttpResponse<String> answer = service.post("/configapi/v2/user", token,
                "{\"loginId\":\"" + login + "\",\"firstName\":\"F\",\"lastName\":\"D\",\"team\":\"" + Writer.TEAM + "\"}");
        answers.add(Answers.outcome(answer));
        if (answer.statusCode() == 200) {
            acknowledged.add(login);
        }
        return answer;
    }

    private static void assertReads(Service service, String token) {
        List.of("/configapi/v2/user/admin", "/configapi/v2/user/before0", "/configapi/v2/phone/user", "/configapi/v2/audit",
                "/q/health/ready").forEach(path -> assertEquals(200, service.get(path, token).statusCode(), path));
        service.token("localhost", "admin", DatabaseServer.SECRET);
    }

    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (disk.toFile().getUsableSpace() > 0) {
                out.write(block);
            }
        }
        return filler;
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor() == 0;
    }
}
