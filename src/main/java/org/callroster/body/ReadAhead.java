package org.callroster.body;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * Bounds how far a connection is read ahead while its request waits, for example for its token to be looked up: this much, and
 * eight times {@code quarkus.http.limits.max-chunk-size}. By default it would be 128 KiB, and a thousand connections could fill
 * the heap. With 16 KiB, long bodies arrive slowly: a body of 100 KB took 200 ms on loopback.
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
