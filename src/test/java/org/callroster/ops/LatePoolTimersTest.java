package org.callroster.ops;

import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LatePoolTimersTest {

    private static final String COMPLETE = "Result is already complete";
    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    @ParameterizedTest
    @CsvSource({ COMPLETE + ", " + POOL + ", false", COMPLETE + ", org.callroster.user.UserService, true",
            "Pool closed, " + POOL + ", true" })
    void onlyTheTimersOfThePoolAreNotLogged(String message, String whose, boolean logged) {
        assertEquals(logged, logs(failure(message, "io.vertx.core.Promise", whose)));
    }

    @Test
    void anErrorWithoutAStackIsLogged() {
        assertTrue(logs(failure(COMPLETE)));
    }

    @Test
    void whatIsNoErrorIsLogged() {
        assertTrue(logs(null));
    }

    private static boolean logs(Throwable thrown) {
        LogRecord log = new LogRecord(Level.SEVERE, "Uncaught exception received by Vert.x");
        log.setThrown(thrown);
        return new LatePoolTimers().isLoggable(log);
    }

    private static IllegalStateException failure(String message, String... classes) {
        IllegalStateException failure = new IllegalStateException(message);
        StackTraceElement[] stack = new StackTraceElement[classes.length];
        for (int i = 0; i < classes.length; i++) {
            stack[i] = new StackTraceElement(classes[i], "run", null, 1);
        }
        failure.setStackTrace(stack);
        return failure;
    }
}
