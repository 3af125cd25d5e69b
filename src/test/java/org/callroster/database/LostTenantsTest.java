package org.callroster.database;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.callroster.error.RetryLater;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

class LostTenantsTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID ANOTHER = UUID.randomUUID();

    private final AtomicLong now = new AtomicLong();
    private final LostTenants lost = new LostTenants(now::get, new SimpleMeterRegistry());

    @Test
    void lostTenantsShareTwoConnectionsUntilAStatementSucceeds() {
        lose(TENANT);
        lose(ANOTHER);
        assertEquals(2, lost.count());
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        List<CompletableFuture<String>> tries =
                Stream.of(first, second).map(answer -> watch(TENANT, Uni.createFrom().completionStage(answer))).toList();
        assertRefused(TENANT);
        assertRefused(ANOTHER);
        assertEquals("another's", watch(UUID.randomUUID(), Uni.createFrom().item("another's")).join());

        first.complete("found");
        second.complete("found");
        tries.forEach(CompletableFuture::join);
        assertEquals(1, lost.count());
        assertEquals("back", watch(ANOTHER, Uni.createFrom().item("back")).join());
        assertEquals(0, lost.count());
    }

    @Test
    void failedTriesGiveTheirConnectionsBack() {
        for (int i = 0; i < 8; i++) {
            lose(TENANT);
        }
        assertEquals("back", watch(TENANT, Uni.createFrom().item("back")).join());
    }

    @Test
    void theyAreForgottenAfterAMinute() {
        lose(TENANT);
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertEquals(1, lost.count());
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertEquals(0, lost.count());
    }

    @Test
    void aTenantIsLostWhenStatementAfterStatementTakesTooLong() {
        for (int i = 0; i < 4; i++) {
            assertFails(watch(TENANT, Uni.createFrom().failure(canceled())));
        }
        assertEquals(0, lost.count());
        assertEquals("quick", watch(TENANT, Uni.createFrom().item("quick")).join());
        for (int i = 0; i < 5; i++) {
            assertEquals(0, lost.count());
            assertFails(watch(TENANT, Uni.createFrom().failure(canceled())));
        }
        assertEquals(1, lost.count());
    }

    private static PgException canceled() {
        return new PgException("canceling statement due to statement timeout", "ERROR", "57014", null);
    }

    @Test
    void noTenantIsLostWithTheWholeDatabase() {
        assertFails(watch(TENANT, Uni.createFrom().failure(ClosedConnectionException.INSTANCE)));
        assertEquals(0, lost.count());
    }

    private void lose(UUID tenant) {
        assertFails(watch(tenant, Uni.createFrom().failure(new PgException("connection failed", "ERROR", "08006", null))));
    }

    private void assertRefused(UUID tenant) {
        CompletableFuture<String> refused = watch(tenant, Uni.createFrom().failure(new AssertionError("not refused")));
        assertInstanceOf(RetryLater.class, assertThrows(CompletionException.class, refused::join).getCause());
    }

    private static void assertFails(CompletableFuture<String> answer) {
        assertThrows(CompletionException.class, answer::join);
    }

    private <T> CompletableFuture<T> watch(UUID tenant, Uni<T> statement) {
        return lost.watch(tenant, statement).subscribeAsCompletionStage();
    }
}
