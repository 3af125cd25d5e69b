package org.callroster.database;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.callroster.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Work with the same key takes turns. */
class TurnsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Turns<String> turns = new Turns<>();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<Void> second = new CompletableFuture<>();

    @AfterEach
    void nothingIsLeft() {
        first.complete(null);
        second.complete(null);
        Eventually.holds(SOON, turns::isIdle);
    }

    @Test
    void theNextBeginsWhenTheLastHasEnded() {
        begin("a", "first", first);
        begin("a", "second", second);
        begin("a", "third", second);
        assertBegun(List.of("first"));
        first.complete(null);
        assertBegun(List.of("first", "second"));
        second.complete(null);
        assertBegun(List.of("first", "second", "third"));
    }

    @Test
    void otherKeysDoNotWait() {
        begin("a", "first", first);
        begin("b", "second", second);
        assertBegun(List.of("first", "second"));
    }

    @Test
    void theNextBeginsAfterAFailure() {
        begin("a", "first", first);
        begin("a", "second", second);
        first.completeExceptionally(new IllegalStateException("broken"));
        assertBegun(List.of("first", "second"));
    }

    @Test
    void theNextBeginsAfterACancellation() {
        Cancellable running = begin("a", "first", first);
        begin("a", "second", second);
        running.cancel();
        assertBegun(List.of("first", "second"));
    }

    @Test
    void aThousandTakeTurnsInTheirOrder() {
        begin("a", "first", first);
        IntStream.range(0, 1000).forEach(i -> begin("a", String.valueOf(i), CompletableFuture.completedFuture(null)));
        first.complete(null);
        assertBegun(Stream.concat(Stream.of("first"), IntStream.range(0, 1000).mapToObj(String::valueOf)).toList());
    }

    private void assertBegun(List<String> expected) {
        Eventually.holds(SOON, () -> begun.size() >= expected.size());
        assertEquals(expected, begun);
    }

    private Cancellable begin(String key, String name, CompletableFuture<Void> end) {
        return turns.take(key, () -> {
            begun.add(name);
            return Uni.createFrom().completionStage(end);
        }).subscribe().with(done -> {
        }, failed -> {
        });
    }
}
