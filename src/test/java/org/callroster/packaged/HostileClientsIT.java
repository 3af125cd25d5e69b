package org.callroster.packaged;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.callroster.ContractCalls;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A hundred thousand requests by strangers and by callers with more and more privileges, on every path and method, most of them
 * wrong in some way. None breaks anything, and each error is answered in the one error body.
 */
@Tag("faults")
class HostileClientsIT {

    private static final int REQUESTS = Integer.getInteger("hostile.requests", 100_000);
    private static final long SEED = Long.getLong("hostile.seed", 20_261_129);
    private static final int CLIENTS = 8;
    private static final int SHOWN = 40;
    private static final long PATIENCE_SECONDS = 240;

    /** No request names these roles and users, so the callers keep their privileges. */
    private static final String TENANT =
            """
            {"tenant":"hostile.example","teams":["Sales","Billing"],"skills":["English"],
             "roles":[{"name":"Level 1","privileges":[]},{"name":"Level 2","privileges":["Manage users"]},
                      {"name":"Level 3","privileges":["Manage phones"]},
                      {"name":"Level 4","privileges":["Manage users","Manage all teams","View audit"]}],
             "users":[%s,
                      {"loginId":"frank.zappa","firstName":"Frank","lastName":"Zappa","team":"Sales","password":"seven lazy zebras"}]}""";
    private static final String USER = """
            {"loginId":"level-%1$d","firstName":"L","lastName":"L","team":"Billing","roles":["%2$s"],"supervisedTeams":["Sales"],
             "apiSecret":"a-secret-of-forty-one-characters-or-more-000%1$d"}""";
    private static final List<String> ROLES = List.of("Level 1", "Level 2", "Level 3", "Level 4", "System Administrator");

    @Test
    void noRequestOfAHundredThousandBreaksAnything() throws Exception {
        Installation here = Installation.empty("hostile-clients");
        here.file("tenant.json", TENANT.formatted(String.join(",", IntStream.rangeClosed(1, ROLES.size())
                .mapToObj(level -> USER.formatted(level, ROLES.get(level - 1))).toList())));
        try (Service service = here.start(Map.of("CALLROSTER_BOOTSTRAP_FILE", here.folder().resolve("tenant.json").toString()))
                .awaitReady()) {
            List<String> tokens = tokens(service);
            Map<String, String> faults = send(service, tokens);
            assertThat(shown(faults), faults, anEmptyMap());
            assertEquals(200, service.get("/configapi/v2/user/level-5", tokens.get(ROLES.size())).statusCode());
            assertEquals(143, service.terminate());
            assertThat(errors(service), empty());
        } finally {
            here.stopPostmasters();
        }
    }

    /** One for each level of privileges, after an empty one for a stranger. */
    private static List<String> tokens(Service service) {
        return Stream.concat(Stream.of(""), IntStream.rangeClosed(1, ROLES.size()).mapToObj(level -> service
                .token("hostile.example", "level-" + level, "a-secret-of-forty-one-characters-or-more-000" + level))).toList();
    }

    private static Map<String, String> send(Service service, List<String> tokens) {
        List<String> calls = ContractCalls.everywhere().stream().sorted().toList();
        HostileRequests made = new HostileRequests(SEED, calls, tokens);
        AtomicInteger left = new AtomicInteger(REQUESTS);
        Map<String, String> faults = new ConcurrentHashMap<>();
        Tally tally = new Tally();
        try (Crowd crowd = Crowd.of(IntStream.range(0, CLIENTS).mapToObj(i -> new HostileClient(service.port(), () -> {
            synchronized (made) {
                return left.getAndDecrement() > 0 && faults.size() < SHOWN ? made.next() : null;
            }
        }, tally, faults)).toList())) {
            crowd.awaitAll(PATIENCE_SECONDS);
        }
        System.out.println(tally);
        return faults;
    }

    private static List<String> errors(Service service) {
        return Stream.of(service.output(), service.errors()).flatMap(String::lines)
                .filter(line -> line.contains(" ERROR ") || line.contains("HR0000") || line.contains("has been blocked"))
                .limit(20)
                .toList();
    }

    private static String shown(Map<String, String> faults) {
        StringBuilder text = new StringBuilder();
        faults.forEach((fault, request) -> text.append(fault).append("\n    ").append(request).append('\n'));
        return text.toString();
    }
}
