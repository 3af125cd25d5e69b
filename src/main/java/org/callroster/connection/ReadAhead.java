package org.callroster.connection;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * Bounds how far a connection is read ahead while its request waits, for example for its token to be looked up: {@link #BYTES}
 * plus eight times {@code quarkus.http.limits.max-chunk-size}. The default is 128 KiB, with which a thousand connections could
 * fill the heap. With 16 KiB, long bodies arrive slowly: a body of 100 KB took 200 ms on loopback.
 */
@Singleton
class ReadAhead implements HttpServerOptionsCustomizer {

    private static final int BYTES = 32 * 1024;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setReceiveBufferSize(BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
