package org.callroster.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.callroster.error.TooManyRequests;
import org.callroster.http.EventLoops;

import io.github.bucket4j.Bucket;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * The tokens that one key may use up. An attempt takes a token before it begins and gives it back unless it is wrong, so
 * parallel attempts never exceed the limit. While running attempts hold all remaining tokens, further attempts wait: any number
 * of correct attempts may run at once, and they are refused only after too many wrong ones.
 */
final class Allowance {

    /** Beyond this many, an attempt is refused at once. */
    static final int MAX_WAITING = 1_000;

    private record Waiting(UniEmitter<? super Void> turn, Executor loop) {

        void begin() {
            loop.execute(() -> turn.complete(null));
        }

        void refuse(Duration wait) {
            loop.execute(() -> turn.fail(new TooManyRequests(wait)));
        }
    }

    private final Bucket bucket;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int underWay;

    Allowance(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Takes a token for good. Returns zero if there was one, otherwise the time until there is. */
    Duration take() {
        return Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    /** Zero if there is a token, or may be one soon; otherwise the time until there is. */
    synchronized Duration usedUpFor() {
        return underWay > 0 ? Duration.ZERO : untilOneIsThere();
    }

    /**
     * Makes the attempt once there is a token for it, which is spent if the attempt fails with {@code wrong}. Fails with
     * {@link TooManyRequests} if no token is left to wait for. An attempt must end: a cancelled one would keep its token, and
     * calls are never cancelled ({@link org.callroster.http.WithDeadline}).
     */
    <T> Uni<T> spend(Class<? extends Throwable> wrong, Supplier<Uni<? extends T>> attempt) {
        return Uni.createFrom().<Void>emitter(turn -> enter(turn).run())
                .chain(() -> Uni.createFrom().<T>deferred(attempt).onItemOrFailure()
                        .invoke((item, failure) -> leave(!wrong.isInstance(failure)).forEach(Runnable::run)));
    }

    /** Returns what to do outside the lock. */
    private synchronized Runnable enter(UniEmitter<? super Void> turn) {
        if (waiting.isEmpty() && begin()) {
            return () -> turn.complete(null);
        }
        if (underWay == 0 || waiting.size() == MAX_WAITING) {
            return () -> turn.fail(new TooManyRequests(untilOneIsThere()));
        }
        waiting.add(new Waiting(turn, EventLoops.current()));
        return () -> {};
    }

    /** Returns what to do outside the lock. A bucket takes back no more tokens than its capacity. */
    private synchronized List<Runnable> leave(boolean giveBack) {
        underWay--;
        if (giveBack) {
            bucket.addTokens(1);
        }
        List<Runnable> next = new ArrayList<>();
        while (!waiting.isEmpty() && begin()) {
            next.add(waiting.remove()::begin);
        }
        while (underWay == 0 && !waiting.isEmpty()) {
            Waiting refused = waiting.remove();
            next.add(() -> refused.refuse(untilOneIsThere()));
        }
        return next;
    }

    private boolean begin() {
        boolean begins = bucket.tryConsume(1);
        underWay += begins ? 1 : 0;
        return begins;
    }

    private Duration untilOneIsThere() {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }
}
