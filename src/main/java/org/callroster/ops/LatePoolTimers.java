package org.callroster.ops;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;

/**
 * Keeps out of the log what means nothing: where a database is lost, Vert.x' pool fails each call that waits for a connection, and
 * once more when the time of that call is up, which it calls an error, with a stack, hundreds of times for one outage.
 */
@LoggingFilter(name = "late-pool-timers")
public final class LatePoolTimers implements Filter {

    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    @Override
    public boolean isLoggable(LogRecord log) {
        return !(log.getThrown() instanceof IllegalStateException failure
                && "Result is already complete".equals(failure.getMessage())
                && isOfPool(failure.getStackTrace()));
    }

    /** The first line is of the promise that it failed. */
    private static boolean isOfPool(StackTraceElement[] stack) {
        return stack.length > 1 && stack[1].getClassName().equals(POOL);
    }
}
