package org.callroster.database;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * The statements of writes, on the connection that the open transaction has. As {@link Statements}, straight through the
 * database client. Parameters are {@code $1, $2 …}. What Hibernate has not written yet they do not see: flush it first.
 */
public final class OpenTransaction {

    private OpenTransaction() {
    }

    /** One array for each row, its columns in order. */
    public static Uni<List<Object[]>> rows(String sql, Object... parameters) {
        return onConnection(connection -> connection.select(sql, parameters))
                .map(result -> Stream.generate(result::next).limit(result.size()).toList());
    }

    /** For a statement without rows. */
    public static Uni<Void> run(String sql, Object... parameters) {
        return onConnection(connection -> connection.update(sql, parameters)).replaceWithVoid();
    }

    private static <T> Uni<T> onConnection(Function<ReactiveConnection, CompletionStage<T>> statement) {
        return Panache.getSession().map(session -> ((MutinySessionImpl) session).getReactiveConnection())
                .chain(connection -> Uni.createFrom().completionStage(statement.apply(connection)));
    }
}
