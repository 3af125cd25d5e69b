package org.callroster.error;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** Reads what a failed statement or connection means: SQLSTATE classes of PostgreSQL's manual, appendix A. */
public final class DatabaseTrouble {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private DatabaseTrouble() {
    }

    /** The unique constraint that a failure broke. */
    public static Optional<String> brokenUniqueConstraint(Throwable failure) {
        return postgres(failure).filter(e -> UNIQUE_VIOLATION.equals(e.getSqlState())).map(PgException::getConstraint);
    }

    /** True if a row that was referred to is gone, or one that shall go is referred to. */
    public static boolean isBrokenReference(Throwable failure) {
        return postgres(failure).filter(e -> FOREIGN_KEY_VIOLATION.equals(e.getSqlState())).isPresent();
    }

    /** True if the database can't be reached, is going down, or has no room or time for us: trying later may help. */
    public static boolean isUnavailable(Throwable failure) {
        return postgres(failure).map(DatabaseTrouble::isPassing).orElseGet(() -> isLostConnection(failure));
    }

    private static boolean isPassing(PgException e) {
        String state = e.getSqlState() == null ? "" : e.getSqlState();
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.startsWith("40")
                || state.equals("25006");
    }

    private static boolean isLostConnection(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException || t instanceof TimeoutException || isPoolTrouble(t)) {
                return true;
            }
        }
        return false;
    }

    /** The client reports a closed connection and a full pool's timeout by this class and words only. */
    private static boolean isPoolTrouble(Throwable t) {
        return t instanceof VertxException && t.getMessage() != null
                && (t.getMessage().contains("Connection") || t.getMessage().equals("Timeout")
                        || t.getMessage().contains("closed"));
    }

    private static Optional<PgException> postgres(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof PgException e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }
}
