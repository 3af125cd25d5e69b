package org.callroster;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Clients of two tenants that create, change and delete objects of their own: none is in the way of another. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ManyClientsTest {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 25;
    private static final long PATIENCE_SECONDS = 300;

    private final Map<String, String> refused = new ConcurrentHashMap<>();

    @Test
    void everyCallSucceeds() {
        List<String> tokens = List.of(tokenOfAnAdministrator(), tokenOfAnAdministrator());
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            IntStream.range(0, CLIENTS).mapToObj(n -> threads.submit(() -> rounds(n, tokens.get(n % tokens.size()))))
                    .toList().forEach(ManyClientsTest::await);
        } finally {
            threads.shutdownNow();
        }
        assertEquals(Map.of(), refused);
    }

    @Test
    void ofManyDeletesOfOneObjectOneSucceeds() {
        String token = tokenOfAnAdministrator();
        List.of("team/x", "skill/x", "role/x").forEach(path -> call(token, "PUT", path, ""));
        call(token, "POST", "user", "{\"loginId\":\"x\",\"firstName\":\"A\",\"lastName\":\"B\",\"team\":\"Staff\"}");
        call(token, "POST", "secret/x", "");
        call(token, "PUT", "phone/ext/7", "{\"media\":\"voice\",\"type\":\"unassigned\"}");
        String secret = JsonPath.from(call(token, "GET", "secret/x", "")).getString("[0].id");
        for (String path : List.of("team/x", "skill/x", "role/x", "phone/ext/7", "secret/x/" + secret, "user/x")) {
            List<Integer> statuses = Api.atOnce(CLIENTS, i -> Api.withToken(token).delete("/" + path));
            assertEquals(1, Collections.frequency(statuses, 200), path);
            assertEquals(CLIENTS - 1, Collections.frequency(statuses, 404), path);
        }
    }

    private void rounds(int client, String token) {
        for (int round = 0; round < ROUNDS; round++) {
            everyKindOfObject(token, "c" + client + "r" + round, String.valueOf(1_000_000 + client * ROUNDS + round));
        }
    }

    private void everyKindOfObject(String token, String name, String number) {
        List.of("team/", "skill/", "role/").forEach(kind -> call(token, "PUT", kind + name, ""));
        call(token, "PUT", "role/" + name, "{\"privileges\":[\"Use wallboard\"]}");
        call(token, "POST", "user", """
                {"loginId":"%1$s","firstName":"A","lastName":"B","team":"%1$s","extension":"%2$s","roles":["%1$s"],
                "skills":{"%1$s":10}}""".formatted(name, number));
        call(token, "PUT", "user/" + name, "{\"lastName\":\"C\",\"team\":\"Staff\",\"roles\":[],\"skills\":{}}");
        call(token, "PUT", "phone/ext/" + number,
                "{\"media\":\"voice\",\"type\":\"softphone\",\"extension\":\"" + number + "\"}");
        call(token, "PUT", "phone/ext/" + number, "{\"media\":\"text\",\"type\":\"unassigned\"}");
        call(token, "DELETE", "phone/ext/" + number, "");
        call(token, "POST", "secret/" + name, "");
        String secret = JsonPath.from(call(token, "GET", "secret/" + name, "")).getString("[0].id");
        call(token, "DELETE", "secret/" + name + "/" + secret, "");
        List.of("user/", "role/", "team/", "skill/").forEach(kind -> call(token, "DELETE", kind + name, ""));
    }

    private String call(String token, String method, String path, String body) {
        HttpResponse<String> answer =
                RawHttp.send(method, Api.BASE + "/" + path, token, "application/json", BodyPublishers.ofString(body));
        if (answer.statusCode() != 200) {
            refused.put(method + " " + path, answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String tokenOfAnAdministrator() {
        return Api.token(SmallTenant.create().name(), "admin");
    }

    private static void await(Future<?> client) {
        try {
            client.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
