package org.callroster.export;

import java.time.Duration;
import java.util.concurrent.Flow.Subscription;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Multi;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/** One client that takes an export; it is cut if it is too slow or if the rows end too early. */
final class ExportClient {

    /** Below it a million rows would take two hours and hold a connection to the database all the while. */
    private static final int BYTES_PER_SECOND = 16 * 1024;
    private static final long NONE = -1;
    private static final Logger LOG = Logger.getLogger(ExportClient.class);

    private final RoutingContext asked;
    private final MinimumRate pace;
    private Subscription rows;
    private long timer = NONE;

    ExportClient(RoutingContext asked, Duration patience) {
        this.asked = asked;
        this.pace = new MinimumRate(patience, BYTES_PER_SECOND);
    }

    /** A chunk is asked for when the one before it was taken. */
    Multi<byte[]> watched(Multi<byte[]> chunks) {
        return chunks.onSubscription().invoke(subscription -> rows = subscription)
                .onItem().invoke(this::sent)
                .onRequest().invoke(this::taken)
                .onTermination().invoke(this::stopTimer);
    }

    private void sent(byte[] chunk) {
        long millis = pace.sent(chunk.length, System.nanoTime()).toMillis();
        timer = asked.vertx().setTimer(Math.max(1, millis), overdue -> tooSlow());
    }

    private void taken() {
        pace.taken(System.nanoTime());
        stopTimer();
    }

    private void stopTimer() {
        if (timer != NONE) {
            asked.vertx().cancelTimer(timer);
            timer = NONE;
        }
    }

    private void tooSlow() {
        LOG.warn("the client of an export takes its rows too slowly, and is cut");
        cut();
    }

    /** No more rows will come. A client that takes nothing would never learn of it; one that got nothing yet gets an error. */
    void lost() {
        if (asked.response().headWritten()) {
            stopTimer();
            cut();
        }
    }

    /**
     * What the export holds is free at once. Vert.x would close the connection only after the client has taken what was sent,
     * so the close starts behind Vert.x' own handler.
     */
    private void cut() {
        rows.cancel();
        ((ConnectionBase) asked.request().connection()).channel().pipeline().firstContext().close();
    }
}
