package org.callroster.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class LookupCacheTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<CompletableFuture<String>> lookUps = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private final LookupCache<String, String> recent = new LookupCache<>(() -> now.toNanos(), key -> {
        CompletableFuture<String> answer = new CompletableFuture<>();
        lookUps.add(answer);
        return Uni.createFrom().completionStage(answer);
    });

    @Test
    void whoAsksForTheSameSharesOneLookUp() {
        CompletableFuture<String> first = ask("a");
        CompletableFuture<String> second = ask("a");
        lookUps.get(0).complete("found");
        assertEquals("found", first.join());
        assertEquals("found", second.join());
        assertEquals("found", recent.get("a").await().atMost(PATIENCE));
        assertEquals(1, lookUps.size());
    }

    @Test
    void somethingElseIsLookedUpByItself() {
        ask("a");
        ask("b");
        assertEquals(2, lookUps.size());
    }

    @Test
    void nothingIsOlderThanASecond() {
        ask("a");
        lookUps.get(0).complete("found");
        now = now.plusSeconds(1);
        CompletableFuture<String> later = ask("a");
        lookUps.get(1).complete("changed");
        assertEquals("changed", later.join());
    }

    @Test
    void aFailureIsToldToAllWhoWaitAndIsNotKept() {
        CompletableFuture<String> first = ask("a");
        CompletableFuture<String> second = ask("a");
        lookUps.get(0).completeExceptionally(new IllegalStateException("gone"));
        assertThrows(RuntimeException.class, first::join);
        assertThrows(RuntimeException.class, second::join);
        ask("a");
        assertEquals(2, lookUps.size());
    }

    @Test
    void whatIsForgottenIsLookedUpAnew() {
        ask("a");
        lookUps.get(0).complete("found");
        recent.forget("a");
        ask("a");
        recent.forget("a");
        ask("a");
        assertEquals(3, lookUps.size());
    }

    private CompletableFuture<String> ask(String key) {
        return recent.get(key).subscribeAsCompletionStage();
    }
}
