package org.callroster.limit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.callroster.tenant.Tenant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CallTurnsTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject
    CallTurns turns;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size", defaultValue = "20")
    int connections;

    @Test
    void aCallWaitsForOthersOfItsTenantAlone() {
        waitsForOthersOfItsTenantAlone(tenant -> tenant.admin().get("/user"), 200, turns::take);
    }

    @Test
    void aTokenCallWaitsForOthersOfItsTenantAlone() {
        waitsForOthersOfItsTenantAlone(tenant -> Api.requestToken(tenant.name(), "admin", "wrong"), 401, turns::takeOpen);
    }

    private interface Taking {
        Uni<Void> take(Tenant tenant, Supplier<Uni<Void>> work);
    }

    private void waitsForOthersOfItsTenantAlone(Function<SmallTenant, Response> call, int status, Taking taking) {
        SmallTenant greedy = SmallTenant.create();
        SmallTenant quiet = SmallTenant.create();
        greedy.admin().get("/user");
        quiet.admin().get("/user");
        List<CompletableFuture<Void>> ends = takeItsShare(greedy, taking);
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> call.apply(greedy).statusCode());
        Eventually.holds(SOON, () -> meters.get("callroster.calls.waiting").gauge().value() > 0);
        assertEquals(Set.of(status), Set.copyOf(Api.atOnce(8, i -> call.apply(quiet))));
        assertFalse(waiting.isDone());
        ends.forEach(end -> end.complete(null));
        assertEquals(status, waiting.join());
        assertEquals(0, meters.get("callroster.calls.waiting").gauge().value());
    }

    @Test
    void aCallThatWasToldToComeBackDoesNothingInItsTurn() {
        SmallTenant tenant = SmallTenant.create();
        Map<String, Object> refused = tenant.somebody();
        tenant.admin().get("/user");
        List<CompletableFuture<Void>> ends = takeItsShare(tenant, turns::take);
        tenant.adminSends(refused).post("/user").then().statusCode(503);
        ends.forEach(end -> end.complete(null));
        tenant.created();
        tenant.admin().get("/user/" + refused.get("loginId")).then().statusCode(404);
    }

    /** Calls that run, or wait, until they are ended. */
    private List<CompletableFuture<Void>> takeItsShare(SmallTenant tenant, Taking taking) {
        UUID id = UUID.fromString(TestDatabase.value("select id from tenant where name = ?", tenant.name()));
        return IntStream.range(0, connections / 2).mapToObj(i -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            taking.take(new Tenant(id, tenant.name()), () -> Uni.createFrom().completionStage(end)).subscribe().with(done -> {
            });
            return end;
        }).toList();
    }

    /** More than the tenant's share, so that they would all wait if each took a turn inside its turn. */
    @Test
    void callsThatEndSessionsAndGetTokensDoNotWaitForEachOther() {
        SmallTenant tenant = SmallTenant.create();
        List<String> sessions =
                IntStream.range(0, connections).mapToObj(i -> ConsoleClient.session(tenant.name(), "admin")).toList();
        assertEquals(Set.of(303), Set.copyOf(Api.atOnce(connections,
                i -> ConsoleClient.with(sessions.get(i)).contentType(ContentType.URLENC).post("/logout"))));
        String token = Api.newToken(tenant.name(), "admin");
        assertEquals(Set.of(401), Set.copyOf(Api.atOnce(connections, i -> Api.withToken(token).contentType(ContentType.URLENC)
                .body("grant_type=client_credentials&client_id=nobody&client_secret=wrong&tenant=" + tenant.name())
                .post("/oauth/token"))));
        tenant.admin().get("/user").then().statusCode(200);
    }
}
