package org.callroster.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.http.EventLoops;

import io.smallrye.mutiny.Uni;

/**
 * Lets a bounded amount of work run at once on this node. When more wants to run, tenants take turns (round robin), so that one
 * that asks for much waits for itself.
 */
public final class FairQueue {

    private final int most;
    private final int mostOfOne;
    private final int mostWaiting;
    /** Of the tenants whose work runs or waits. Whose turn is next comes first. */
    private final Map<UUID, Share> shares = new LinkedHashMap<>();
    private int running;
    private int waiting;

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
     * @param mostOfOne how much of one tenant may run at once
     * @param mostWaiting how much may wait, half of it of one tenant
     */
    public FairQueue(int most, int mostOfOne, int mostWaiting) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.mostWaiting = mostWaiting;
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

    private synchronized CompletableFuture<Void> enter(UUID tenant) {
        Share share = shares.getOrDefault(tenant, new Share());
        CompletableFuture<Void> turn = new CompletableFuture<>();
        if (running < most && share.running < mostOfOne) {
            begin(tenant, share);
            turn.complete(null);
        } else if (hasRoom(share)) {
            share.waiting.add(turn);
            waiting++;
            shares.putIfAbsent(tenant, share);
        } else {
            throw new Full();
        }
        return turn;
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
        next(tenant).ifPresent(turn -> turn.complete(null));
    }

    private synchronized Optional<CompletableFuture<Void>> next(UUID done) {
        Share share = shares.get(done);
        running--;
        share.running--;
        if (share.running == 0 && share.waiting.isEmpty()) {
            shares.remove(done);
        }
        return shares.entrySet().stream().filter(each -> each.getValue().isDue(mostOfOne)).findFirst()
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
