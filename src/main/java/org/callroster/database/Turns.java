package org.callroster.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import org.callroster.http.EventLoops;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Lets work with the same key take turns on this node. Work that waits for one row in the database otherwise waits there, and
 * each waiter holds a connection that other calls need.
 */
public final class Turns<K> {

    private final ConcurrentMap<K, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** Runs the work after all earlier work with this key has ended, well or not. */
    public <T> Uni<T> take(K key, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            CompletableFuture<Void> before = last.put(key, end);
            return after(before).chain(() -> work.get()).onTermination().invoke(() -> {
                last.remove(key, end);
                // not on this stack: it would grow with each that waits
                end.completeAsync(() -> null, Infrastructure.getDefaultWorkerPool());
            });
        });
    }

    private static Uni<Void> after(CompletableFuture<Void> before) {
        return before == null ? Uni.createFrom().voidItem()
                : Uni.createFrom().completionStage(before).emitOn(EventLoops.current());
    }

    boolean isIdle() {
        return last.isEmpty();
    }
}
