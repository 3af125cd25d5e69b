package org.callroster.key;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Connections;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The table of signing keys, which all nodes share and which belongs to no tenant. */
@ApplicationScoped
class KeyRepository {

    private static final String ALL = "select kid, public_key, private_key, signs_from from signing_key order by signs_from";
    private static final String INSERT =
            "insert into signing_key (kid, public_key, private_key, signs_from) values ($1, $2, $3, $4)";
    private static final String RESEAL = "update signing_key set private_key = $2 where kid = $1";
    private static final String DELETE = "delete from signing_key where kid = any($1)";
    /** Waits longer than a call's statement may: on a busy machine, another node may take many seconds to make a key. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TURN = """
            set local statement_timeout = '25s';
            set local idle_in_transaction_session_timeout = '30s';
            select pg_advisory_xact_lock(hashtextextended('callroster signing key', 0))""";

    private final Pool pool;
    private final Pool patient;

    KeyRepository(Pool pool, Connections connections) {
        this.pool = pool;
        this.patient = connections.patient(1, PATIENCE);
    }

    /** Runs the change in one transaction, during which no other node changes the keys. */
    <T> Uni<T> alone(Function<SqlConnection, Uni<T>> change) {
        return patient.withTransaction(connection -> connection.query(TURN).execute().chain(() -> change.apply(connection)));
    }

    Uni<List<SealedKey>> all() {
        return pool.withConnection(this::all);
    }

    Uni<List<SealedKey>> all(SqlConnection connection) {
        return connection.preparedQuery(ALL).execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(SealedKey::of).toList());
    }

    Uni<Void> insert(SqlConnection connection, SealedKey key) {
        return connection.preparedQuery(INSERT)
                .execute(Tuple.of(key.kid(), buffer(key.publicKey()), buffer(key.privateKey()),
                        key.signsFrom().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<Void> reseal(SqlConnection connection, List<SealedKey> keys) {
        List<Tuple> rows = keys.stream().map(key -> Tuple.of(key.kid(), buffer(key.privateKey()))).toList();
        return rows.isEmpty() ? Uni.createFrom().voidItem()
                : connection.preparedQuery(RESEAL).executeBatch(rows).replaceWithVoid();
    }

    Uni<Void> delete(SqlConnection connection, List<SigningKey> keys) {
        return connection.preparedQuery(DELETE)
                .execute(Tuple.of(keys.stream().map(SigningKey::kid).toArray(String[]::new))).replaceWithVoid();
    }

    private static Buffer buffer(byte[] bytes) {
        return Buffer.buffer(bytes);
    }
}
