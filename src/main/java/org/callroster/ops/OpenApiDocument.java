package org.callroster.ops;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.header.Accept;
import org.callroster.http.EventLoops;
import org.callroster.installation.InstallationConfig;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /q/openapi}: the document as it stands in META-INF/openapi.yaml, or as JSON for {@code ?format=json} and for
 * clients that prefer JSON. It is read at the first request, because most instances never get one. The extension
 * quarkus-smallrye-openapi would answer JSON to everyone who names it, even to refuse it, and without {@code Vary}.
 */
@ApplicationScoped
class OpenApiDocument {

    private static final String FILE = "META-INF/openapi.yaml";
    private static final String MEDIA_TYPE = "application/yaml";
    private static final String YAML_TYPE = MEDIA_TYPE + ";charset=UTF-8";
    private static final String JSON_TYPE = "application/json;charset=UTF-8";

    private final Uni<Buffer> yaml = once(OpenApiDocument::read);
    private final Uni<Buffer> json = once(() -> new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(read())));

    void serve(@Observes Router router, InstallationConfig config) {
        if (config.openapiEnabled()) {
            route(router);
        }
    }

    private void route(Router router) {
        router.route("/q/openapi").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(request -> {
            boolean wantsJson = wantsJson(request);
            (wantsJson ? json : yaml).emitOn(EventLoops.current()).subscribe().with(
                    document -> request.response().putHeader(HttpHeaders.CONTENT_TYPE, wantsJson ? JSON_TYPE : YAML_TYPE)
                            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT).end(document),
                    request::fail);
        });
    }

    private static boolean wantsJson(RoutingContext request) {
        String format = request.queryParams().get("format");
        return format == null ? prefersJson(request) : format.equalsIgnoreCase("json");
    }

    private static boolean prefersJson(RoutingContext request) {
        return Accept.of(request.request().headers().getAll(HttpHeaders.ACCEPT))
                .prefers(MediaType.APPLICATION_JSON, MEDIA_TYPE);
    }

    private static Uni<Buffer> once(Callable<byte[]> work) {
        return Uni.createFrom().item(Unchecked.supplier(work::call)).map(Buffer::buffer)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()).memoize().indefinitely();
    }

    private static byte[] read() throws IOException {
        try (InputStream document = OpenApiDocument.class.getClassLoader().getResourceAsStream(FILE)) {
            return document.readAllBytes();
        }
    }
}
