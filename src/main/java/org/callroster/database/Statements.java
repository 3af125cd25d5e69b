package org.callroster.database;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The statements that nearly every call makes, one round trip and one transaction each, straight through the database client:
 * a native query through Hibernate is planned anew each time (its plan cache never finds one again), which took most of a
 * call's time. Never inside a transaction: that would hold one connection and wait for another. The connection is asked for
 * because a pool that runs the statement by itself waits for one without end.
 */
@ApplicationScoped
public class Statements {

    private final Pool pool;

    Statements(Pool pool) {
        this.pool = pool;
    }

    /** At most one row. Parameters are {@code $1, $2 …}. */
    public Uni<Optional<Row>> first(String sql, Object... parameters) {
        return list(sql, parameters).map(rows -> rows.stream().findFirst());
    }

    /** The rows in their order. */
    public Uni<List<Row>> list(String sql, Object... parameters) {
        return all(sql, parameters).map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    public Uni<RowSet<Row>> all(String sql, Object... parameters) {
        return pool.withConnection(connection -> connection.preparedQuery(sql).execute(Tuple.from(parameters)));
    }
}
