package org.callroster.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.callroster.secret.SecretCalls.UNTIL_IT_BITES_MILLIS;
import static org.callroster.secret.SecretCalls.end;
import static org.callroster.secret.SecretCalls.ids;
import static org.callroster.secret.SecretCalls.made;
import static org.callroster.secret.SecretCalls.requestToken;
import static org.callroster.secret.SecretCalls.token;
import static org.callroster.secret.SecretCalls.use;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** From the old secret to the new one while the clients work on. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChangeOverTest {

    private static final int CLIENTS = 4;
    private static final int USES_OF_A_TOKEN = 3;
    private static final long WHILE_MILLIS = 1000;
    private static final long PATIENCE_SECONDS = 30;

    /** Gets a token with the secret it is configured with, uses it a few times, and starts over. */
    private static final class Worker implements Runnable {

        private final String login;
        private final AtomicReference<String> secret;
        private final AtomicBoolean stopped;
        private final List<Integer> statuses = new ArrayList<>();
        private final CompletableFuture<Void> hasRenewedWith = new CompletableFuture<>();
        private final String newSecret;

        Worker(String login, AtomicReference<String> secret, String newSecret, AtomicBoolean stopped) {
            this.login = login;
            this.secret = secret;
            this.newSecret = newSecret;
            this.stopped = stopped;
        }

        @Override
        public void run() {
            while (!stopped.get()) {
                String now = secret.get();
                Response answer = requestToken(login, now);
                statuses.add(answer.statusCode());
                if (now.equals(newSecret)) {
                    hasRenewedWith.complete(null);
                }
                for (int i = 0; i < USES_OF_A_TOKEN; i++) {
                    statuses.add(use(answer.path("access_token")));
                }
            }
        }
    }

    @Test
    void whoRenewsWithTheNewSecretBeforeTheOldOneEndsSeesNo401() throws Exception {
        String login = Users.created();
        String oldSecret = made(login);
        String newSecret = made(login);
        String oldToken = token(login, oldSecret);
        AtomicReference<String> configured = new AtomicReference<>(oldSecret);
        AtomicBoolean stopped = new AtomicBoolean();
        List<Worker> workers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int i = 0; i < CLIENTS; i++) {
                workers.add(new Worker(login, configured, newSecret, stopped));
                threads.execute(workers.get(i));
            }
            Thread.sleep(WHILE_MILLIS);
            configured.set(newSecret);
            for (Worker worker : workers) {
                worker.hasRenewedWith.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            end(login, ids(login).get(0)).then().statusCode(200);
            Thread.sleep(UNTIL_IT_BITES_MILLIS + WHILE_MILLIS);
        } finally {
            stopped.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS), is(true));
        }
        assertEquals(401, use(oldToken));
        for (Worker worker : workers) {
            assertThat(worker.statuses.size(), greaterThan(2 * USES_OF_A_TOKEN));
            assertEquals(List.of(200, 403), worker.statuses.stream().distinct().sorted().toList());
        }
    }
}
