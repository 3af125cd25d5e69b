package org.callroster.body;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * A client that sends a byte now and then is never idle, but gets no answer either: a connection on which nothing was answered
 * for {@code quarkus.http.idle-timeout} is closed, whatever comes in.
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
