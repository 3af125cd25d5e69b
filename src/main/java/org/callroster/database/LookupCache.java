package org.callroster.database;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.callroster.http.EventLoops;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import io.smallrye.mutiny.Uni;

/**
 * Cache of look-ups, per node; there is no invalidation between nodes. Entries are at most one second old (or {@code kept}, if
 * given), the time of the look-up included. Concurrent callers share one look-up; failures are not cached.
 *
 * @param <K> what is looked up
 * @param <V> what is found
 */
public final class LookupCache<K, V> {

    private static final Duration KEPT = Duration.ofMillis(900);
    private static final int MAX_KEPT = 20_000;

    private final AsyncCache<K, V> found;
    private final Function<K, Uni<V>> lookUp;

    public LookupCache(Ticker clock, Function<K, Uni<V>> lookUp) {
        this(clock, KEPT, lookUp);
    }

    public LookupCache(Ticker clock, Duration kept, Function<K, Uni<V>> lookUp) {
        this.lookUp = lookUp;
        this.found = Caffeine.newBuilder().ticker(clock).expireAfterWrite(kept).maximumSize(MAX_KEPT).executor(Runnable::run)
                .buildAsync();
    }

    public Uni<V> get(K key) {
        CompletableFuture<V> known = found.getIfPresent(key);
        return known != null && known.isDone() && !known.isCompletedExceptionally()
                ? Uni.createFrom().item(known.getNow(null))
                : Uni.createFrom().completionStage(() -> found.get(key, (wanted, any) -> look(wanted)))
                        .emitOn(EventLoops.current());
    }

    /** For the node that changed the value: a look-up in progress is not cached either. */
    public void forget(K key) {
        found.synchronous().invalidate(key);
    }

    private CompletableFuture<V> look(K key) {
        return lookUp.apply(key).subscribeAsCompletionStage();
    }
}
