package org.callroster.export;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.database.Connections;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads exports through a database cursor, one batch each time the client has taken the previous one. */
@ApplicationScoped
class ExportRepository {

    private static final Logger LOG = Logger.getLogger(ExportRepository.class);
    private static final int BATCH = 500;

    /**
     * A small {@code cursor_tuple_fraction} makes the planner walk the index instead of sorting; 0 would ignore the cost of the
     * later rows. JIT compilation takes longer than a small export.
     */
    private static final String PREPARE = """
            set local cursor_tuple_fraction = 0.01;
            set local jit = off;
            set local statement_timeout = %1$d;
            set local idle_in_transaction_session_timeout = %2$d""";
    /** Added to the database's idle timeout, so that a client that idles too long is cut before the database gives up. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Pool pool;
    private final ExportSlots slots;
    private final String prepare;
    private final Map<String, Counter> rows;

    ExportRepository(Connections connections, ExportConfig config, MeterRegistry meters) {
        Duration idle = config.patience().plus(LATER);
        this.pool = connections.patient(config.concurrent(), idle);
        this.slots = new ExportSlots(config.concurrent());
        this.prepare = PREPARE.formatted(config.patience().toMillis(), idle.toMillis());
        Gauge.builder("callroster.export.running", slots::taken)
                .description("Exports that hold a database connection now").register(meters);
        this.rows = Stream
                .concat(Arrays.stream(Export.values()).map(Export::label), Stream.of(ExportQuery.USERS, ExportQuery.AUDIT))
                .collect(Collectors.toMap(name -> name, name -> Counter.builder("callroster.export.rows")
                        .description("Rows that exports sent").tag("export", name).register(meters)));
    }

    /**
     * The rows the caller may see, in at least one batch. Fails with 503 if too many exports are running in total, for the
     * tenant or for the caller.
     *
     * @param lost called when the database has closed the connection, which a client that reads nothing would not notice
     */
    Multi<RowSet<Row>> batches(Caller caller, ExportQuery query, Runnable lost) {
        UUID tenant = caller.tenant().id();
        return Multi.createFrom().deferred(() -> slots.take(tenant, caller.userId())
                ? batches(query, lost)
                        .onTermination().invoke(() -> slots.giveBack(tenant, caller.userId()))
                        .onFailure()
                        .invoke(e -> LOG.warnf("the export %s of %s failed: %s", query.name(), caller.tenant().name(),
                                e.getMessage()))
                : Multi.createFrom().failure(new Failure(ErrorCode.UNAVAILABLE, "too many exports are running, try again")));
    }

    /** However the export ends, its connection is rolled back and returned, even one that arrives after the client has gone. */
    private Multi<RowSet<Row>> batches(ExportQuery query, Runnable lost) {
        Uni<SqlConnection> connection = pool.getConnection().invoke(c -> watch(c, lost)).memoize().indefinitely();
        return connection
                .call(SqlConnection::begin)
                .call(c -> c.query(prepare).execute())
                .call(c -> c.preparedQuery("declare export no scroll cursor for " + query.sql())
                        .execute(Tuple.from(query.parameters())))
                .onItem().transformToMulti(ExportRepository::fetch)
                .invoke(batch -> rows.get(query.name()).increment(batch.size()))
                .onTermination().invoke(() -> giveBack(connection));
    }

    /** Logs the cause: the failure that follows only says that the connection is closed. */
    private static void watch(SqlConnection connection, Runnable lost) {
        connection.closeHandler(lost);
        connection.exceptionHandler(e -> LOG.warnf("lost the connection of an export: %s", e.getMessage()));
    }

    /** Runs in the background: a cancelled export must not go on with its statements until the rollback is done. */
    private static void giveBack(Uni<SqlConnection> connection) {
        connection.chain(SqlConnection::close).subscribe().with(closed -> {
        }, lost -> LOG.debugf("no connection to release: %s", lost.getMessage()));
    }

    private static Multi<RowSet<Row>> fetch(SqlConnection connection) {
        return Multi.createBy().repeating().uni(() -> connection.query("fetch " + BATCH + " from export").execute())
                .whilst(rows -> rows.size() == BATCH);
    }
}
