package org.callroster;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Calls that go on beside the test, each on a thread of its own: the common pool has only one on a machine with two cores. */
public final class Background {

    private Background() {
    }

    public static <T> CompletableFuture<T> supply(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, Background::start);
    }

    public static CompletableFuture<Void> run(Runnable call) {
        return CompletableFuture.runAsync(call, Background::start);
    }

    private static void start(Runnable call) {
        Thread thread = new Thread(call, "background of a test");
        thread.setDaemon(true);
        thread.start();
    }
}
