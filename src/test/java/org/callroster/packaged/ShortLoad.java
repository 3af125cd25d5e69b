package org.callroster.packaged;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A busy time in short: eight clients that get tokens and create, get, change and unlock users. A JVM that records what it does
 * meanwhile also learns which methods are called often, and can compile them earlier in later runs.
 */
final class ShortLoad {

    private static final int CLIENTS = 8;
    private static final int TURNS = 600;
    private static final int GETS = 4;
    private static final long PATIENCE_SECONDS = 600;

    private final Service service;
    private final String tenant;
    private final String secret;

    ShortLoad(Service service, String tenant, String secret) {
        this.service = service;
        this.tenant = tenant;
        this.secret = secret;
    }

    void run() {
        String token = service.token(tenant, "admin", secret);
        try (Crowd crowd = Crowd.of(IntStream.range(0, CLIENTS).mapToObj(client -> client(client, token)).toList())) {
            crowd.awaitAll(PATIENCE_SECONDS);
        }
    }

    private Crowd.Client client(int client, String token) {
        int[] turns = { 0 };
        return () -> {
            turn(10_000_000 * (client + 1) + turns[0]++, token);
            return turns[0] < TURNS;
        };
    }

    /** @param extension of eight digits: the pool is too small for so many users */
    private void turn(int extension, String token) {
        String login = "load-" + extension;
        String user = "/configapi/v2/user/" + login;
        ok(service.post("/configapi/v2/user", token, "{\"loginId\":\"" + login + "\",\"firstName\":\"L\",\"lastName\":\"Oad\","
                + "\"team\":\"Sales\",\"extension\":\"" + extension + "\"}"));
        IntStream.range(0, GETS).forEach(i -> ok(service.get(user, token)));
        ok(service.put(user, token, "{\"firstName\":\"" + login + "\",\"skills\":{\"English\":80}}"));
        ok(service.get("/configapi/v2/user/lock/" + login, token));
        ok(service.tokenCall(tenant, "admin", secret));
    }

    private static void ok(HttpResponse<String> answer) {
        assertTrue(List.of(200, 201, 204).contains(answer.statusCode()), () -> answer.statusCode() + " " + answer.body());
    }
}
