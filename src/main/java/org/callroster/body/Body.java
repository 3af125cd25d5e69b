package org.callroster.body;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.callroster.error.BodyRefused;
import org.callroster.http.EventLoops;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** The body of one request, from its first byte until the request is answered. Confined to one event loop. */
final class Body {

    private final RoutingContext routing;
    private final int limit;
    private final BodyMemory memory;
    private final Executor loop = EventLoops.current();
    private final UniEmitter<? super byte[]> reader;
    private final long timer;
    /** Null when no more bytes are to be added. */
    private Buffer arriving = Buffer.buffer();
    /** Guarded by {@link #memory}. */
    private long held;

    private Body(RoutingContext routing, int limit, Duration patience, BodyMemory memory, UniEmitter<? super byte[]> reader) {
        this.routing = routing;
        this.limit = limit;
        this.memory = memory;
        this.reader = reader;
        this.timer = routing.vertx().setTimer(patience.toMillis(), late -> refuse(BodyRefused.late(patience)));
    }

    /** The whole body. Fails if it exceeds the limit, does not arrive in time, or has to give way to other bodies. */
    static Uni<byte[]> read(RoutingContext routing, int limit, Duration patience, BodyMemory memory) {
        return Uni.createFrom().emitter(reader -> new Body(routing, limit, patience, memory, reader).read());
    }

    private void read() {
        HttpServerRequest request = routing.request();
        routing.addEndHandler(answered -> end());
        memory.begin(this);
        request.handler(this::add).endHandler(arrived -> complete());
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            routing.response().writeContinue();
        }
        request.resume();
    }

    private void add(Buffer part) {
        if (arriving == null) {
            return;
        }
        if (arriving.length() + part.length() > limit) {
            refuse(BodyRefused.tooLarge(limit));
        } else {
            arriving.appendBuffer(part);
            memory.grow(this, part.length());
        }
    }

    private void complete() {
        if (arriving != null) {
            byte[] whole = arriving.getBytes();
            close();
            memory.arrived(this);
            reader.complete(whole);
        }
    }

    /** May be called on any thread, once. */
    void giveWay() {
        loop.execute(() -> refuse(BodyRefused.crowdedOut()));
    }

    private void refuse(BodyRefused reason) {
        if (arriving != null) {
            end();
            reader.fail(reason);
        }
    }

    /** When the request ends, answered or aborted. */
    private void end() {
        close();
        memory.release(this);
    }

    private void close() {
        arriving = null;
        routing.vertx().cancelTimer(timer);
    }

    void hold(long bytes) {
        held += bytes;
    }

    /** Returns the number of bytes that it held. */
    long letGo() {
        long released = held;
        held = 0;
        return released;
    }
}
