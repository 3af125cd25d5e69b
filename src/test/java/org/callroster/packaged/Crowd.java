package org.callroster.packaged;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Clients that work at once, each in a thread of its own, until they are told to stop or have had enough. */
final class Crowd implements AutoCloseable {

    /** One turn of a client; false when he has had enough. */
    interface Client {
        boolean turn() throws Exception;
    }

    private static final long PATIENCE_SECONDS = 60;

    private final ExecutorService threads;
    private final List<Future<Void>> all;
    private volatile boolean stopped;

    private Crowd(List<? extends Client> clients) {
        threads = Executors.newFixedThreadPool(clients.size());
        all = clients.stream().map(client -> threads.submit(() -> run(client))).toList();
    }

    static Crowd of(List<? extends Client> clients) {
        return new Crowd(clients);
    }

    private Void run(Client client) throws Exception {
        while (!stopped && client.turn()) {
            Thread.onSpinWait();
        }
        return null;
    }

    /** Waits for the last turn of each; what one of them failed with fails the test. */
    void stop() {
        stopped = true;
        awaitAll();
    }

    void awaitAll() {
        awaitAll(PATIENCE_SECONDS);
    }

    /** Waits so long for each. */
    void awaitAll(long seconds) {
        try {
            for (Future<Void> client : all) {
                client.get(seconds, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
