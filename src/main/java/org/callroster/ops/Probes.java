package org.callroster.ops;

import java.io.ByteArrayOutputStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.http.EventLoops;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves the probes on the port of the calls too, because balancers ask where they send the calls. Quarkus serves them on the
 * management port only.
 */
@ApplicationScoped
class Probes {

    private static final String PATH = "/q/health";

    private final SmallRyeHealthReporter health;

    Probes(SmallRyeHealthReporter health) {
        this.health = health;
    }

    void serve(@Observes Router router) {
        serve(router, "", health.getHealthAsync());
        serve(router, "/live", health.getLivenessAsync());
        serve(router, "/ready", health.getReadinessAsync());
        serve(router, "/started", health.getStartupAsync());
    }

    private void serve(Router router, String probe, Uni<SmallRyeHealth> answer) {
        router.route(PATH + probe).method(HttpMethod.GET).method(HttpMethod.HEAD)
                .handler(request -> answer.emitOn(EventLoops.current()).subscribe()
                        .with(found -> answer(request, found), request::fail));
    }

    private void answer(RoutingContext request, SmallRyeHealth found) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        health.reportHealth(body, found);
        request.response().setStatusCode(found.isDown() ? 503 : 200)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end(Buffer.buffer(body.toByteArray()));
    }
}
