package org.callroster.http;

import java.util.concurrent.Executor;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Database sessions belong to one event loop: what another thread or loop has worked out must come back to the one that asked. */
public final class EventLoops {

    private EventLoops() {
    }

    /** The context of the caller; where there is none, whatever thread comes by. */
    public static Executor current() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(ignored -> work.run());
    }
}
