package org.callroster.installation;

import java.util.stream.Stream;

import org.callroster.error.DatabaseErrors;
import org.flywaydb.core.api.FlywayException;

import io.vertx.pgclient.PgException;

/** Why a start could not use the database, in one sentence. */
final class DatabaseRefusal {

    private static final String ACCOUNT = "; check QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD";
    private static final String PLACE = "; check QUARKUS_DATASOURCE_REACTIVE_URL";

    private DatabaseRefusal() {
    }

    /** Explains errors of the server and of the connection. Any other failure is a bug of ours and is returned unchanged. */
    static Throwable of(Throwable failure) {
        if (failure instanceof PgException refusal) {
            return new StartRefused("the database says: " + refusal.getErrorMessage() + advice(refusal.getSqlState()));
        }
        return DatabaseErrors.isUnavailable(failure)
                ? new StartRefused("the database does not answer: " + deepest(failure) + PLACE)
                : failure;
    }

    /** Uses the driver's message, because Flyway's own holds the whole script. */
    static StartRefused of(FlywayException failure) {
        String reason = DatabaseErrors.driverMessage(failure).orElse(failure.getMessage());
        return new StartRefused("the schema can't be checked or migrated: " + reason);
    }

    /** The states are those of appendix A of PostgreSQL's manual. */
    private static String advice(String state) {
        return switch (state == null ? "" : state) {
            case "28000", "28P01" -> ACCOUNT;
            case "3D000" -> PLACE;
            default -> "";
        };
    }

    private static String deepest(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).map(Throwable::getMessage)
                .reduce("", (first, deeper) -> String.valueOf(deeper));
    }
}
