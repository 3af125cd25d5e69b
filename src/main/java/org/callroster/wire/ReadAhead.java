package org.callroster.wire;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * How much a connection is read ahead while its request waits, for its token to be looked up, say: this much, and eight times
 * {@code quarkus.http.limits.max-chunk-size}. Left to itself it would be 128 KiB, which a thousand connections can make a heap full.
 */
@Singleton
class ReadAhead implements HttpServerOptionsCustomizer {

    private static final int BYTES = 64 * 1024;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setReceiveBufferSize(BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
