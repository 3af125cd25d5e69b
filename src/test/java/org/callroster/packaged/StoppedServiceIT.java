package org.callroster.packaged;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Tag("faults")
class StoppedServiceIT {

    private static final int ENDED_BY_SIGTERM = 143;
    private static final int CLIENTS = 16;
    private static final int RESTARTS = 2;
    private static final int UNDER_LOAD_MILLIS = 2000;

    private final Tally answers = new Tally();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();

    @Test
    void everyRequestThatItTookIsAnsweredWhenItIsStoppedUnderLoad() throws Exception {
        try (DatabaseServer database = DatabaseServer.start("stopped-under-load")) {
            Service service = database.service().awaitReady();
            String token = service.token("localhost", "admin", DatabaseServer.SECRET);
            Writer.prepare(service, token);
            try (Crowd crowd = Crowd.of(clients(service.port(), token))) {
                Thread.sleep(UNDER_LOAD_MILLIS);
                long before = answers.of("200");
                int exitCode = service.terminate();
                crowd.awaitAll();
                System.out.printf("stopped under load: %d answers before, all in all %s%n", before, answers);
                assertEquals(ENDED_BY_SIGTERM, exitCode);
                assertTrue(answers.of("200") > before, "nothing was under way");
            }
            assertEquals(Set.of("200", "connection refused"), answers.events());
            assertAllIsThere(database);
        }
    }

    @Test
    void instancesRestartedOneAfterAnotherBehindABalancerFailNoRequest() throws Exception {
        try (DatabaseServer database = DatabaseServer.start("restarted-in-turn"); Balancer balancer = new Balancer()) {
            List<Service> running = new ArrayList<>(List.of(start(database), start(database)));
            running.forEach(balancer::add);
            String token = running.get(0).token("localhost", "admin", DatabaseServer.SECRET);
            Writer.prepare(running.get(0), token);
            try (Crowd crowd = Crowd.of(clients(balancer.port(), token))) {
                for (int i = 0; i < RESTARTS; i++) {
                    Service next = start(database);
                    running.add(next);
                    balancer.add(next);
                    Thread.sleep(UNDER_LOAD_MILLIS);
                    assertEquals(ENDED_BY_SIGTERM, running.remove(0).terminate());
                }
                crowd.stop();
            }
            System.out.printf("%d restarts behind a balancer: %s%n", RESTARTS, answers);
            assertEquals(Set.of("200"), answers.events());
            assertAllIsThere(database);
        }
    }

    /** The delay is the time that the balancer may need to notice a stop. */
    private static Service start(DatabaseServer database) {
        return database.service(Map.of("QUARKUS_SHUTDOWN_DELAY", "4S")).awaitReady();
    }

    private void assertAllIsThere(DatabaseServer database) {
        assertEquals(acknowledged, new TreeSet<>(database.column("select login_id from app_user where login_id like 'k%-%'")));
    }

    private List<KeepingClient> clients(int port, String token) {
        return IntStream.range(0, CLIENTS).mapToObj(i -> new KeepingClient(i, port, token)).toList();
    }

    /** Reads or writes on one connection as long as the service keeps it, then on a new one, until connections are refused. */
    private final class KeepingClient implements Crowd.Client {

        private final int number;
        private final int port;
        private final String token;
        private PlainConnection kept;
        private int calls;

        KeepingClient(int number, int port, String token) {
            this.number = number;
            this.port = port;
            this.token = token;
        }

        @Override
        public boolean turn() throws IOException {
            try {
                kept = kept == null ? new PlainConnection(port) : kept;
            } catch (ConnectException e) {
                answers.add("connection refused");
                return false;
            }
            call();
            return true;
        }

        private void call() throws IOException {
            try {
                PlainConnection.Answer answer = number % 2 == 0 ? kept.get("/configapi/v2/user/admin", token) : create();
                answers.add(String.valueOf(answer.status()));
                if (answer.isLast()) {
                    leave();
                }
            } catch (IOException e) {
                answers.add("no answer: " + e.getMessage());
                leave();
            }
        }

        private PlainConnection.Answer create() throws IOException {
            String login = "k" + number + "-" + calls++;
            PlainConnection.Answer answer = kept.post("/configapi/v2/user", token, "{\"loginId\":\"" + login
                    + "\",\"firstName\":\"K\",\"lastName\":\"K\",\"team\":\"" + Writer.TEAM + "\"}");
            if (answer.status() == 200) {
                acknowledged.add(login);
            }
            return answer;
        }

        private void leave() throws IOException {
            kept.close();
            kept = null;
        }
    }
}
