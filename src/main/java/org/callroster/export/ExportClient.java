package org.callroster.export;

import java.time.Duration;
import java.util.concurrent.Flow.Subscription;

import org.callroster.connection.Channels;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;

/** The client of one export. It is cut if it reads too slowly or if the rows end too early. */
final class ExportClient {

    /** At a lower rate, a million rows would take more than two hours and hold a database connection all that time. */
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

    /** A chunk is requested when the client has taken the previous one. */
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
        LOG.warn("an export's client reads too slowly; its connection is closed");
        cut();
    }

    /**
     * Call when no more rows will come. Cuts the client, which would not notice if it reads nothing; a client that got nothing
     * yet gets an error instead.
     */
    void lost() {
        if (asked.response().headWritten()) {
            stopTimer();
            cut();
        }
    }

    /**
     * Frees the export's resources at once. Vert.x would close the connection only after the client has read what was sent, so
     * this close bypasses the Vert.x handler.
     */
    private void cut() {
        rows.cancel();
        Channels.of(asked.request().connection()).pipeline().firstContext().close();
    }
}
