package org.callroster.packaged;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends each new connection to the next instance that was ready at its last probe. */
final class Balancer implements AutoCloseable {

    private static final long BETWEEN_PROBES_MILLIS = 200;

    private final ScheduledExecutorService probes = Executors.newSingleThreadScheduledExecutor();
    private final List<Service> nodes = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Service> ready = List.of();
    private final Link link = new Link(() -> next().port());

    Balancer() {
        probes.scheduleWithFixedDelay(this::probe, 0, BETWEEN_PROBES_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(Service node) {
        nodes.add(node);
        probe();
    }

    int port() {
        return link.port();
    }

    /** Chooses among all instances if none is ready. */
    private Service next() {
        List<Service> now = ready.isEmpty() ? nodes : ready;
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }

    private void probe() {
        ready = nodes.stream().filter(Balancer::isReady).toList();
    }

    private static boolean isReady(Service node) {
        try {
            return node.get("/q/health/ready").statusCode() == 200;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        probes.shutdownNow();
        link.close();
    }
}
