package org.callroster.error;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.hibernate.exception.ConstraintViolationException;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;

/** Interprets failures of statements and connections, by the SQLSTATE classes in appendix A of PostgreSQL's manual. */
public final class DatabaseErrors {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String NOT_IN_REPERTOIRE = "22021";

    /** A standby that is not promoted yet refuses to write; a transaction or its pauses took too long. */
    private static final Set<String> PASSING = Set.of("25006", "25P03", "25P04");
    private static final String CONNECTION = "08";
    private static final String CANCELED = "57014";

    private static final Pattern SHARD = Pattern.compile("_[0-9]+$");

    private DatabaseErrors() {
    }

    /** The unique constraint that the failure violated, if any, without the number that Citus adds for the shard. */
    public static Optional<String> brokenUniqueConstraint(Throwable failure) {
        return causes(failure).filter(e -> isState(failure, UNIQUE_VIOLATION) && e instanceof ConstraintViolationException)
                .map(e -> ((ConstraintViolationException) e).getConstraintName())
                .map(name -> SHARD.matcher(name).replaceFirst("")).findFirst();
    }

    /** True if a referenced row is gone, or a row to be deleted is still referenced. */
    public static boolean isBrokenReference(Throwable failure) {
        return isState(failure, FOREIGN_KEY_VIOLATION);
    }

    /** True if a text contains a NUL character, which PostgreSQL cannot store. */
    public static boolean isUnstorableText(Throwable failure) {
        return isState(failure, NOT_IN_REPERTOIRE);
    }

    /** True if the database is unreachable, shutting down, read-only, or out of resources or time: a later retry may succeed. */
    public static boolean isUnavailable(Throwable failure) {
        return states(failure).anyMatch(DatabaseErrors::isTransient)
                || causes(failure).anyMatch(DatabaseErrors::isLostConnection);
    }

    /**
     * True if the database itself says that it cannot reach a part of its data. Where the database is distributed by tenant,
     * other tenants may still be served.
     */
    public static boolean isPartUnavailable(Throwable failure) {
        return ownStates(failure).anyMatch(state -> state.startsWith(CONNECTION));
    }

    /** True if the database ended the statement, because it took too long. */
    public static boolean isCanceled(Throwable failure) {
        return ownStates(failure).anyMatch(CANCELED::equals);
    }

    private static Stream<String> ownStates(Throwable failure) {
        return causes(failure).filter(PgException.class::isInstance).map(DatabaseErrors::state).flatMap(Optional::stream);
    }

    /** The database driver's own message for a failure that other libraries wrapped. */
    public static Optional<String> driverMessage(Throwable failure) {
        return causes(failure).filter(SQLException.class::isInstance).map(Throwable::getMessage)
                .reduce((first, deeper) -> deeper);
    }

    private static boolean isTransient(String state) {
        return state.startsWith(CONNECTION) || state.startsWith("53") || state.startsWith("57") || state.startsWith("40")
                || PASSING.contains(state);
    }

    private static boolean isLostConnection(Throwable t) {
        return t instanceof IOException || t instanceof TimeoutException || isRefusal(t) || isPoolFailure(t);
    }

    /** Of {@code database.LostTenants}. */
    private static boolean isRefusal(Throwable t) {
        return t instanceof RetryLater refused && refused.code() == ErrorCode.UNAVAILABLE;
    }

    /** The client reports a closed connection, a full queue or a timed-out wait only by these classes and messages. */
    private static boolean isPoolFailure(Throwable t) {
        String words = String.valueOf(t.getMessage());
        return t instanceof VertxException && (words.contains("onnection") || words.contains("closed"))
                || t instanceof NoStackTraceThrowable
                        && (words.equals("Timeout") || words.startsWith("Connection is not active"));
    }

    private static boolean isState(Throwable failure, String state) {
        return states(failure).anyMatch(state::equals);
    }

    private static Stream<String> states(Throwable failure) {
        return causes(failure).map(DatabaseErrors::state).flatMap(Optional::stream);
    }

    private static Optional<String> state(Throwable t) {
        return t instanceof SQLException e ? Optional.ofNullable(e.getSQLState())
                : t instanceof PgException e ? Optional.ofNullable(e.getSqlState()) : Optional.empty();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause);
    }
}
