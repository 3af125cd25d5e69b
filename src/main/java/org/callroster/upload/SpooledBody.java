package org.callroster.upload;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;

import org.callroster.error.BodyRefused;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Writes the body of one request into a file as it arrives. Confined to one event loop. */
final class SpooledBody {

    private static final Logger LOG = Logger.getLogger(SpooledBody.class);

    /** A client that is slower than this for {@link #PATIENCE} is refused. */
    private static final int BYTES_PER_SECOND = 16 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 5_000;

    private final RoutingContext routing;
    private final HttpServerRequest request;
    private final AsyncFile file;
    private final Spool spool;
    private final UniEmitter<? super Long> receiver;
    private final long begin = System.nanoTime();
    private final long timer;
    private long length;
    private boolean ended;
    private Failure full;

    private SpooledBody(RoutingContext routing, AsyncFile file, Spool spool, UniEmitter<? super Long> receiver) {
        this.routing = routing;
        this.request = routing.request();
        this.file = file;
        this.spool = spool;
        this.receiver = receiver;
        this.timer = routing.vertx().setPeriodic(LOOK_MILLIS, look -> checkPace());
    }

    /** The length of the body. */
    static Uni<Long> receive(RoutingContext routing, AsyncFile file, Spool spool) {
        return Uni.createFrom().emitter(receiver -> new SpooledBody(routing, file, spool, receiver).receive());
    }

    private void receive() {
        routing.addEndHandler(gone -> fail(new ClosedChannelException()));
        request.handler(this::add).endHandler(all -> complete());
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            routing.response().writeContinue();
        }
        request.resume();
    }

    private void add(Buffer part) {
        if (ended) {
            return;
        }
        try {
            spool.reserve(length, part.length());
            length += part.length();
            file.write(part).onFailure(this::writeFailed);
            if (file.writeQueueFull()) {
                request.pause();
                file.drainHandler(written -> request.resume());
            }
        } catch (Failure refusal) {
            fail(refusal);
        }
    }

    /** The last writes may fail after the whole body has arrived. */
    private void writeFailed(Throwable why) {
        full = noRoom(why);
        fail(full);
    }

    /** 503, because the operator can make room. */
    static Failure noRoom(Throwable why) {
        LOG.warnf("the file of a bulk can't be written: %s", why.getMessage());
        return new Failure(ErrorCode.UNAVAILABLE, "there is no room on the disk for this bulk");
    }

    private void checkPace() {
        long seconds = Duration.ofNanos(System.nanoTime() - begin).minus(PATIENCE).toSeconds();
        if (length < seconds * BYTES_PER_SECOND) {
            fail(BodyRefused.late(PATIENCE));
        }
    }

    private void complete() {
        if (!ended) {
            end();
            file.close().onComplete(closed -> {
                if (closed.succeeded() && full == null) {
                    receiver.complete(length);
                } else {
                    refuse(full == null ? closed.cause() : full);
                }
            });
        }
    }

    private void fail(Throwable reason) {
        if (!ended) {
            end();
            file.close().onComplete(closed -> refuse(reason));
        }
    }

    private void refuse(Throwable reason) {
        spool.release(length);
        receiver.fail(reason);
    }

    private void end() {
        ended = true;
        routing.vertx().cancelTimer(timer);
    }
}
