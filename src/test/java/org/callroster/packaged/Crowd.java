package org.callroster.packaged;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Clients that work concurrently, each in its own thread, until they are stopped or finished. */
final class Crowd implements AutoCloseable {

    /** One turn of a client. Returns false when the client is finished. */
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

    /** Waits for the last turn of each client. A failure of a client fails the test. */
    void stop() {
        stopped = true;
        awaitAll();
    }

    void awaitAll() {
        awaitAll(PATIENCE_SECONDS);
    }

    /** Waits this long for each client. */
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
