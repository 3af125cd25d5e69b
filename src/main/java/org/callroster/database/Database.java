package org.callroster.database;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The door for reads: one SQL statement, one round trip. Never call inside a transaction: that would hold one connection and wait
 * for another. Takes a connection explicitly, because a pool that runs the statement by itself waits for one without a time limit.
 */
@ApplicationScoped
public class Database {

    private final Pool pool;
    private final LostTenants lost;

    Database(Pool pool, LostTenants lost) {
        this.pool = pool;
        this.lost = lost;
    }

    /** At most one row. Parameters are {@code $1, $2 …}. */
    public Uni<Optional<Row>> first(String sql, Object... parameters) {
        return list(sql, parameters).map(rows -> rows.stream().findFirst());
    }

    /** The rows, in the order of the query. */
    public Uni<List<Row>> list(String sql, Object... parameters) {
        return all(sql, parameters).map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    public Uni<RowSet<Row>> all(String sql, Object... parameters) {
        Uni<RowSet<Row>> rows =
                pool.withConnection(connection -> connection.preparedQuery(sql).execute(Tuple.from(parameters)));
        return parameters.length > 0 && parameters[0] instanceof UUID tenant ? lost.watch(tenant, rows) : rows;
    }
}
