package org.callroster.database;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.callroster.http.EventLoops;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.smallrye.mutiny.Uni;

/**
 * What was looked up a moment ago: nothing is invalidated between nodes, it is just never older than a second (or what else it is
 * kept for), the time of the look-up included. Who asks for the same meanwhile shares the look-up; what fails is not kept.
 *
 * @param <K> what is looked up
 * @param <V> what is found
 */
public final class LookupCache<K, V> {

    private static final Duration KEPT = Duration.ofMillis(900);
    private static final int MAX_KEPT = 20_000;

    private final AsyncCache<K, V> found;
    private final Function<K, Uni<V>> lookUp;

    public LookupCache(Function<K, Uni<V>> lookUp) {
        this(KEPT, lookUp);
    }

    public LookupCache(Duration kept, Function<K, Uni<V>> lookUp) {
        this.lookUp = lookUp;
        this.found = Caffeine.newBuilder().expireAfterWrite(kept).maximumSize(MAX_KEPT).executor(Runnable::run).buildAsync();
    }

    public Uni<V> get(K key) {
        CompletableFuture<V> known = found.getIfPresent(key);
        return known != null && known.isDone() && !known.isCompletedExceptionally()
                ? Uni.createFrom().item(known.getNow(null))
                : Uni.createFrom().completionStage(() -> found.get(key, (wanted, any) -> look(wanted)))
                        .emitOn(EventLoops.current());
    }

    /** For the node that changed it: a look-up under way is not kept either. */
    public void forget(K key) {
        found.synchronous().invalidate(key);
    }

    private CompletableFuture<V> look(K key) {
        return lookUp.apply(key).subscribeAsCompletionStage();
    }
}
