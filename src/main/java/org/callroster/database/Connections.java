package org.callroster.database;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * The connections to the database and their timeouts. The server ends statements that take too long; if the server or the
 * network is silent, the connection is closed. A lost server may not even close its connections, so this decides how soon calls
 * go to the server that takes its place.
 */
@Singleton
public class Connections implements PgPoolCreator {

    private static final Duration STATEMENT = Duration.ofSeconds(4);
    /** Counts from the last byte that was sent or received. */
    private static final Duration SILENCE = STATEMENT.plusSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** An instance that has just started takes longer than two seconds to its first hundreds of calls at once. */
    private static final Duration WAIT = Duration.ofSeconds(4);
    /** So that a transaction whose node is gone releases its locks. */
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(10);
    /** If more calls than this wait for each connection, a call is refused at once. */
    private static final int WAITING_PER_CONNECTION = 50;

    private Input input;

    @Override
    public Pool create(Input configured) {
        input = configured;
        return pool(configured.poolOptions(), SILENCE);
    }

    /** A separate pool, for work that is long but never silent for longer than {@code silence}. */
    public io.vertx.mutiny.sqlclient.Pool patient(int size, Duration silence) {
        PoolOptions options = new PoolOptions(input.poolOptions()).setMaxSize(size).setName("patient");
        return io.vertx.mutiny.sqlclient.Pool.newInstance(pool(options, silence));
    }

    private Pool pool(PoolOptions options, Duration silence) {
        options.setConnectionTimeout((int) WAIT.toSeconds()).setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxWaitQueueSize(options.getMaxSize() * WAITING_PER_CONNECTION);
        List<SqlConnectOptions> servers =
                input.pgConnectOptionsList().stream().<SqlConnectOptions>map(server -> bounded(server, silence)).toList();
        return PgBuilder.pool().with(options).connectingTo(servers).using(input.vertx()).build();
    }

    /** Settings in the URL take precedence. */
    static PgConnectOptions bounded(PgConnectOptions server, Duration silence) {
        PgConnectOptions bounded = copy(server);
        bounded.setConnectTimeout((int) CONNECT.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) silence.toMillis());
        bounded.getProperties().putIfAbsent("statement_timeout", String.valueOf(STATEMENT.toMillis()));
        bounded.getProperties().putIfAbsent("idle_in_transaction_session_timeout",
                String.valueOf(IDLE_IN_TRANSACTION.toMillis()));
        return bounded;
    }

    /** Version 4.5 of the client does not copy one setting, without which nothing works through PgBouncer. */
    private static PgConnectOptions copy(PgConnectOptions server) {
        return new PgConnectOptions(server).setUseLayer7Proxy(server.getUseLayer7Proxy());
    }
}
