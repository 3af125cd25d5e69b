package org.callroster.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A real OpenID provider on a port of its own: discovery and keys over HTTP. It can be started, stopped, and go silent. */
public final class TestProvider implements AutoCloseable {

    private final int port = freePort();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile PublicJsonWebKey key = rsa();
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private HttpServer server;
    private ExecutorService threads;

    public String issuer() {
        return "http://localhost:" + port + "/realms/staff";
    }

    public TestProvider start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/realms/staff/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer":"%s","jwks_uri":"http://localhost:%d/keys"}""".formatted(issuer(), port)));
        server.createContext("/keys",
                exchange -> answer(exchange, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY)));
        server.start();
        return this;
    }

    public void stop() {
        speak();
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    /** From now on it takes requests and does not answer. */
    void fallSilent() {
        silence = new CountDownLatch(1);
    }

    void speak() {
        silence.countDown();
    }

    /** Signs and publishes nothing but this key from now on. */
    void rotateTo(PublicJsonWebKey next) {
        key = next;
    }

    /** How many requests it got. */
    int asked() {
        return asked.get();
    }

    PublicJsonWebKey key() {
        return key;
    }

    /** Of an ordinary token: for these audiences, given out a minute ago and good for an hour. */
    public Map<String, Object> claims(String subject, String... audience) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer());
        claims.put("aud", audience.length == 1 ? audience[0] : List.of(audience));
        claims.put("sub", subject);
        claims.put("iat", now() - 60);
        claims.put("exp", now() + 3600);
        return claims;
    }

    public String token(String subject, String... audience) {
        return token(claims(subject, audience));
    }

    public String token(Map<String, Object> claims) {
        return Tokens.sign(claims, key);
    }

    /** Labelled as a token of some kind, in the header. */
    String token(Map<String, Object> claims, String type) {
        return Tokens.sign(claims, key, type);
    }

    static long now() {
        return Instant.now().getEpochSecond();
    }

    @Override
    public void close() {
        stop();
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            silence.await();
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    static PublicJsonWebKey rsa() {
        try {
            return named(RsaJwkGenerator.generateJwk(2048));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static PublicJsonWebKey ec() {
        try {
            return named(EcJwkGenerator.generateJwk(EllipticCurves.P256));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key) {
        key.setKeyId(UUID.randomUUID().toString());
        key.setUse("sig");
        return key;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
