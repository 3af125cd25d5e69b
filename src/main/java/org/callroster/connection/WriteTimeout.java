package org.callroster.connection;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * Closes a connection on which nothing was answered for {@code quarkus.http.idle-timeout}, even if data comes in: a client that
 * sends a byte now and then is never idle.
 */
@Singleton
class WriteTimeout implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setWriteIdleTimeout(options.getIdleTimeout());
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
