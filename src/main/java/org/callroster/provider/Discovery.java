package org.callroster.provider;

import java.time.Duration;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;

/** Reads what an OpenID provider publishes (OpenID Connect Discovery 1.0 §4). No call waits longer than three seconds. */
@ApplicationScoped
class Discovery {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final WebClient client;

    Discovery(Vertx vertx) {
        client = WebClient.create(vertx, new WebClientOptions().setConnectTimeout((int) PATIENCE.toMillis())
                .setIdleTimeout((int) PATIENCE.toSeconds()).setFollowRedirects(false));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** The issuer's key set as JSON text. Any failure means that it is not available now. */
    Uni<String> keySet(String issuer) {
        return get(Providers.withoutSlash(issuer) + "/.well-known/openid-configuration")
                .map(document -> keySetAddress(document.toJsonObject(), issuer))
                .chain(this::get)
                .map(Buffer::toString)
                .ifNoItem().after(PATIENCE).failWith(() -> new IllegalStateException("no answer in time"));
    }

    private Uni<Buffer> get(String address) {
        return client.getAbs(address).timeout(PATIENCE.toMillis()).send().map(answer -> body(address, answer));
    }

    private static Buffer body(String address, HttpResponse<Buffer> answer) {
        if (answer.statusCode() != 200 || answer.body() == null) {
            throw new IllegalStateException(address + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    /** §4.3: rejects a document of another issuer. */
    private static String keySetAddress(JsonObject document, String issuer) {
        if (!issuer.equals(document.getValue("issuer"))) {
            throw new IllegalStateException("its metadata names the issuer " + document.getValue("issuer"));
        }
        String address = String.valueOf(document.getValue("jwks_uri"));
        if (!address.startsWith("https://") && !(address.startsWith("http://") && issuer.startsWith("http://"))) {
            throw new IllegalStateException("its jwks_uri is " + address);
        }
        return address;
    }
}
