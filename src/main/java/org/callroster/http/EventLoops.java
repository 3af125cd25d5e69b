package org.callroster.http;

import java.util.concurrent.Executor;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Database sessions belong to one event loop: results from another thread or loop must return to the loop that asked. */
public final class EventLoops {

    private EventLoops() {
    }

    /** The caller's context. Without one, work runs on whichever thread submits it. */
    public static Executor current() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(ignored -> work.run());
    }
}
