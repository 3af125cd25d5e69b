package org.callroster.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.callroster.Eventually;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FairQueueTest {

    private static final UUID GREEDY = new UUID(0, 1);
    private static final UUID QUIET = new UUID(0, 2);
    private static final UUID OTHER = new UUID(0, 3);

    private final List<String> begun = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> failed = new ArrayList<>();

    /** Work that lasts until it is ended. */
    private CompletableFuture<Void> take(FairQueue queue, UUID tenant, String name) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        queue.take(tenant, () -> {
            begun.add(name);
            return Uni.createFrom().completionStage(end);
        }).subscribe().with(done -> {
        }, failed::add);
        return end;
    }

    @Test
    void tenantsThatWaitTakeTurns() {
        FairQueue queue = new FairQueue(1, 1, 10);
        List<CompletableFuture<Void>> ends = List.of(take(queue, GREEDY, "a1"), take(queue, GREEDY, "a2"),
                take(queue, GREEDY, "a3"), take(queue, QUIET, "b1"), take(queue, OTHER, "c1"), take(queue, QUIET, "b2"));
        assertEquals(5, queue.waiting());
        ends.forEach(end -> end.complete(null));
        assertEquals(List.of("a1", "a2", "b1", "c1", "a3", "b2"), begun);
        assertEquals(0, queue.waiting());
    }

    @Test
    void oneTenantLeavesRoomForOthers() {
        FairQueue queue = new FairQueue(2, 1, 10);
        CompletableFuture<Void> first = take(queue, GREEDY, "a1");
        take(queue, GREEDY, "a2");
        take(queue, QUIET, "b1");
        assertEquals(List.of("a1", "b1"), begun);
        first.complete(null);
        assertEquals(List.of("a1", "b1", "a2"), begun);
    }

    @Test
    void theMoreTenantsAskedWithinASecondTheLessOfEachRuns() {
        long[] now = { 0 };
        FairQueue queue = new FairQueue(12, 6, 100, () -> now[0]);
        List<CompletableFuture<Void>> alone = takeEight(queue, "a");
        assertEquals(6, begun.size());
        for (int tenant = 10; tenant < 13; tenant++) {
            take(queue, new UUID(0, tenant), "q").complete(null);
        }
        begun.clear();
        alone.subList(0, 4).forEach(end -> end.complete(null));
        assertEquals(List.of("a6"), begun);
        alone.subList(4, 6).forEach(end -> end.complete(null));
        assertEquals(List.of("a6", "a7"), begun);
        take(queue, GREEDY, "b1");
        take(queue, GREEDY, "b2");
        assertEquals(List.of("a6", "a7", "b1"), begun);
        now[0] = Duration.ofMillis(1001).toNanos();
        take(queue, GREEDY, "b3");
        assertEquals(List.of("a6", "a7", "b1", "b2", "b3"), begun);
    }

    @Test
    void twoOfEachRunHoweverManyAsk() {
        FairQueue queue = askedByAHundred(new FairQueue(12, 6, 100));
        takeEight(queue, "a");
        assertEquals(List.of("a0", "a1"), begun);
    }

    @Test
    void moreBeginsWhenOthersHaveStoppedAskingEvenIfNothingEnds() {
        AtomicLong now = new AtomicLong();
        FairQueue queue = askedByAHundred(new FairQueue(12, 6, 100, now::get));
        takeEight(queue, "a");
        assertEquals(2, begun.size());
        now.set(Duration.ofMillis(1001).toNanos());
        Eventually.holds(Duration.ofSeconds(5), () -> begun.size() == 6);
    }

    @Test
    void whereOneTenantMayRunAllOthersThatAskTakeNothingFromIt() {
        FairQueue queue = askedByAHundred(new FairQueue(8, 8, 100));
        takeEight(queue, "a");
        assertEquals(8, begun.size());
    }

    private FairQueue askedByAHundred(FairQueue queue) {
        IntStream.range(10, 110).forEach(tenant -> take(queue, new UUID(0, tenant), "q").complete(null));
        begun.clear();
        return queue;
    }

    private List<CompletableFuture<Void>> takeEight(FairQueue queue, String name) {
        return IntStream.range(0, 8).mapToObj(i -> take(queue, GREEDY, name + i)).toList();
    }

    @Test
    void whatFailsGivesItsPlaceBack() {
        FairQueue queue = new FairQueue(1, 1, 10);
        CompletableFuture<Void> first = take(queue, GREEDY, "a1");
        take(queue, GREEDY, "a2").complete(null);
        first.completeExceptionally(new IllegalStateException("lost"));
        assertEquals(List.of("a1", "a2"), begun);
        assertThrows(IllegalStateException.class, () -> queue.take(QUIET, () -> {
            throw new IllegalStateException("before it began");
        }).await().indefinitely());
        assertEquals("done", queue.take(QUIET, () -> Uni.createFrom().item("done")).await().indefinitely());
    }

    @Test
    void oneTenantCannotFillTheQueue() {
        FairQueue queue = new FairQueue(1, 1, 4);
        take(queue, GREEDY, "a1");
        take(queue, GREEDY, "a2");
        assertTrue(queue.hasRoom(GREEDY));
        take(queue, GREEDY, "a3");
        assertFalse(queue.hasRoom(GREEDY));
        take(queue, GREEDY, "a4");
        assertEquals(List.of(FairQueue.Full.class), failed.stream().map(Object::getClass).toList());
        assertTrue(queue.hasRoom(QUIET));
        take(queue, QUIET, "b1");
        assertTrue(queue.hasRoom(QUIET));
        take(queue, OTHER, "c1");
        assertFalse(queue.hasRoom(QUIET));
        assertEquals(4, queue.waiting());
    }

    @Test
    void neverMoreThanAllowedRunsWhenEightThreadsCome() throws InterruptedException {
        FairQueue queue = new FairQueue(3, 2, 100_000);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(8 * 500);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8 * 500; i++) {
            UUID tenant = new UUID(0, i % 5);
            threads.execute(() -> queue.take(tenant, () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                return Uni.createFrom().item(0).emitOn(threads).invoke(done -> running.decrementAndGet());
            }).subscribe().with(done -> left.countDown()));
        }
        assertTrue(left.await(20, TimeUnit.SECONDS));
        threads.shutdown();
        assertTrue(most.get() <= 3);
        assertEquals(0, queue.waiting());
    }
}
