package org.callroster.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.http.EventLoops;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Lets a bounded amount of work run at once on this node. When more wants to run, tenants take turns (round robin), so that one
 * that asks for much waits for itself. The more tenants have asked within the last second, the less of each runs at once, unless one
 * may run all.
 */
public final class FairQueue {

    /** What may run at once of one of many tenants. */
    private static final int LEAST = 2;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final int mostOfOne;
    private final int mostWaiting;
    private final LongSupplier nanoTime;
    /** Of the tenants whose work runs or waits. Whose turn is next comes first. */
    private final Map<UUID, Share> shares = new LinkedHashMap<>();
    /** When tenants last asked, if within the last second. Who asked longest ago comes first. */
    private final Map<UUID, Long> asked = new LinkedHashMap<>();
    private int running;
    private int waiting;
    private boolean looksAgain;

    /** Too much is waiting already. */
    public static final class Full extends Failure {

        private static final long serialVersionUID = 1L;

        Full() {
            super(ErrorCode.UNAVAILABLE, "too many calls are waiting, try again");
        }
    }

    private static final class Share {

        private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
        private int running;

        boolean isDue(int most) {
            return running < most && !waiting.isEmpty();
        }
    }

    /**
     * @param mostOfOne how much of one tenant may run at once while no other asks. If that is as much as may run of all, which
     *     fits short work, tenants take turns but leave nothing free for each other.
     * @param mostWaiting how much may wait, half of it of one tenant
     */
    public FairQueue(int most, int mostOfOne, int mostWaiting) {
        this(most, mostOfOne, mostWaiting, System::nanoTime);
    }

    FairQueue(int most, int mostOfOne, int mostWaiting, LongSupplier nanoTime) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.mostWaiting = mostWaiting;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs the work in its turn, to its end: cancelling does not stop it, and so no turn is lost. Fails with {@link Full} (503)
     * if too much is waiting.
     */
    public <T> Uni<T> take(UUID tenant, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(answer -> Uni.createFrom().deferred(() -> turn(tenant))
                .chain(() -> begun(tenant, work)).subscribe().with(answer::complete, answer::fail));
    }

    private <T> Uni<T> begun(UUID tenant, Supplier<Uni<T>> work) {
        return Uni.createFrom().<T>deferred(work::get).onTermination().invoke(() -> leave(tenant));
    }

    private Uni<Void> turn(UUID tenant) {
        CompletableFuture<Void> turn = enter(tenant);
        return turn.isDone() ? Uni.createFrom().voidItem()
                : Uni.createFrom().completionStage(turn).emitOn(EventLoops.current());
    }

    private CompletableFuture<Void> enter(UUID tenant) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        add(tenant, turn).forEach(due -> due.complete(null));
        lookAgainIfNeeded();
        return turn;
    }

    /** Shares grow when others have stopped asking, which no call tells. */
    private synchronized void lookAgainIfNeeded() {
        if (waiting > 0 && !looksAgain) {
            looksAgain = true;
            Infrastructure.getDefaultWorkerPool().schedule(this::lookAgain, SECOND, TimeUnit.NANOSECONDS);
        }
    }

    private void lookAgain() {
        dueAgain().forEach(due -> due.complete(null));
        lookAgainIfNeeded();
    }

    private synchronized List<CompletableFuture<Void>> dueAgain() {
        looksAgain = false;
        return due();
    }

    private synchronized List<CompletableFuture<Void>> add(UUID tenant, CompletableFuture<Void> turn) {
        Share share = shares.getOrDefault(tenant, new Share());
        asked.remove(tenant);
        asked.put(tenant, nanoTime.getAsLong());
        if (!(running < most && share.running < mostOfOneNow()) && !hasRoom(share)) {
            throw new Full();
        }
        share.waiting.add(turn);
        waiting++;
        shares.putIfAbsent(tenant, share);
        return due();
    }

    private int mostOfOneNow() {
        int part = Math.max(LEAST, most / Math.max(1, asking()));
        return mostOfOne == most ? most : Math.min(mostOfOne, part);
    }

    /** The number of tenants that have asked within the last second. */
    private int asking() {
        long now = nanoTime.getAsLong();
        Iterator<Long> times = asked.values().iterator();
        while (times.hasNext() && now - times.next() > SECOND) {
            times.remove();
        }
        return asked.size();
    }

    /** Whether more work of this tenant may wait. */
    public synchronized boolean hasRoom(UUID tenant) {
        return hasRoom(shares.getOrDefault(tenant, new Share()));
    }

    private boolean hasRoom(Share share) {
        return waiting < mostWaiting && 2 * share.waiting.size() < mostWaiting;
    }

    /** How much waits. */
    public synchronized int waiting() {
        return waiting;
    }

    private void leave(UUID tenant) {
        remove(tenant).forEach(due -> due.complete(null));
    }

    private synchronized List<CompletableFuture<Void>> remove(UUID tenant) {
        Share share = shares.get(tenant);
        running--;
        share.running--;
        if (share.running == 0 && share.waiting.isEmpty()) {
            shares.remove(tenant);
        }
        return due();
    }

    /** Turns that begin now. */
    private List<CompletableFuture<Void>> due() {
        int mostOfOneNow = mostOfOneNow();
        return Stream.generate(() -> next(mostOfOneNow)).takeWhile(Optional::isPresent).map(Optional::get).toList();
    }

    private Optional<CompletableFuture<Void>> next(int mostOfOneNow) {
        return shares.entrySet().stream().filter(each -> running < most && each.getValue().isDue(mostOfOneNow)).findFirst()
                .map(due -> begin(due.getKey(), due.getValue())).map(this::poll);
    }

    private CompletableFuture<Void> poll(Share share) {
        waiting--;
        return share.waiting.poll();
    }

    /** The tenant's next turn comes after those of all others. */
    private Share begin(UUID tenant, Share share) {
        running++;
        share.running++;
        shares.remove(tenant);
        shares.put(tenant, share);
        return share;
    }
}
