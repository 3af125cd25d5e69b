package org.callroster.ops;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;

/**
 * Keeps meaningless errors out of the log. When a database is lost, the pool of Vert.x fails each call that waits for a
 * connection, and fails it again when its time is up. It logs the second failure as an error with a stack trace, hundreds of
 * times per outage.
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

    /** Looks at the second frame: the first is in the promise that was to fail. */
    private static boolean isOfPool(StackTraceElement[] stack) {
        return stack.length > 1 && stack[1].getClassName().equals(POOL);
    }
}
