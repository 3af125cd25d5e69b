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
 * Runs statements of writes on the connection of the open transaction. Like {@link Statements}, it uses the database client
 * directly. Parameters are {@code $1, $2 …}. Statements do not see what Hibernate has not written yet: flush it first.
 */
public final class OpenTransaction {

    private OpenTransaction() {
    }

    /** One array for each row, with its columns in order. */
    public static Uni<List<Object[]>> rows(String sql, Object... parameters) {
        return onConnection(connection -> connection.select(sql, parameters))
                .map(result -> Stream.generate(result::next).limit(result.size()).toList());
    }

    /** For a statement that returns no rows. */
    public static Uni<Void> run(String sql, Object... parameters) {
        return onConnection(connection -> connection.update(sql, parameters)).replaceWithVoid();
    }

    private static <T> Uni<T> onConnection(Function<ReactiveConnection, CompletionStage<T>> statement) {
        return Panache.getSession().map(session -> ((MutinySessionImpl) session).getReactiveConnection())
                .chain(connection -> Uni.createFrom().completionStage(statement.apply(connection)));
    }
}
