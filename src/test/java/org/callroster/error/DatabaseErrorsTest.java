package org.callroster.error;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DatabaseErrorsTest {

    static Stream<Throwable> troublesThatPass() {
        return Stream.of(new IOException("Connection refused"), ClosedConnectionException.INSTANCE,
                new VertxException("Connection was closed", true), new NoStackTraceThrowable("Timeout"),
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"),
                new SQLException("terminating connection", "57P01"), new SQLException("disk full", "53100"),
                new SQLException("cannot execute INSERT in a read-only transaction", "25006"),
                new RetryLater(ErrorCode.UNAVAILABLE, "later"),
                error("connection to the remote node 192.0.2.1:5432 failed", "08006"));
    }

    @ParameterizedTest
    @MethodSource("troublesThatPass")
    void whatPassesIsUnavailableHoweverDeepItLies(Throwable trouble) {
        assertTrue(DatabaseErrors.isUnavailable(trouble));
        assertTrue(DatabaseErrors.isUnavailable(new CompletionException(new IllegalStateException(trouble))));
    }

    private static PgException error(String message, String state) {
        return new PgException(message, "ERROR", state, null);
    }

    @Test
    void onlyTheDatabaseItselfTellsThatAPartIsUnavailable() {
        assertTrue(DatabaseErrors.isPartUnavailable(new CompletionException(error("connection failed", "08006"))));
        assertFalse(DatabaseErrors.isPartUnavailable(error("canceling statement due to statement timeout", "57014")));
        assertTrue(DatabaseErrors.isCanceled(error("canceling statement due to statement timeout", "57014")));
        assertFalse(DatabaseErrors.isPartUnavailable(error("terminating connection", "57P01")));
        assertFalse(DatabaseErrors.isPartUnavailable(new IOException("Connection refused")));
        assertFalse(DatabaseErrors.isPartUnavailable(ClosedConnectionException.INSTANCE));
    }

    @Test
    void faultsOfOursAreNot() {
        assertFalse(DatabaseErrors.isUnavailable(new NullPointerException("Connection")));
        assertFalse(DatabaseErrors.isUnavailable(new NoStackTraceThrowable("something else")));
        assertFalse(DatabaseErrors.isUnavailable(new SQLException("unique", "23505")));
    }
}
