package org.callroster.http;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Database sessions belong to one event loop: results from another thread or loop must return to the loop that asked. */
public final class EventLoops {

    private EventLoops() {
    }

    /** Runs work on a context of its own; returns at once. */
    public static void inBackground(Supplier<Uni<?>> work, Consumer<Throwable> lost) {
        Infrastructure.getDefaultWorkerPool().execute(() -> VertxContextSupport.subscribe(() -> work.get().toMulti(),
                subscribe -> subscribe.with(done -> {
                }, lost)));
    }

    /** The caller's context. Without one, work runs on whichever thread submits it. */
    public static Executor current() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(ignored -> work.run());
    }
}
