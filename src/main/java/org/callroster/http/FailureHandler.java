package org.callroster.http;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.callroster.connection.FilterOrder;
import org.callroster.connection.Pipelining;
import org.callroster.error.ErrorMapper;
import org.callroster.error.Failure;
import org.callroster.error.RequestId;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers failures outside of the resources, which no exception mapper sees: refusals by filters, a missing Host, any other
 * error. Without it Quarkus would answer with a body of its own, and log the target with the session id in its query.
 */
@Singleton
class FailureHandler {

    /** Statuses that Vert.x answers by itself: no route matches, or routing fails. */
    private static final List<Integer> WITHOUT_ROUTE = List.of(400, 404, 500);

    /** Statuses with a message of their own. Other refusals become 400. */
    private static final List<Integer> WITH_MESSAGE = List.of(404, 413, 415);

    private final ErrorMapper errors;

    FailureHandler(ErrorMapper errors) {
        this.errors = errors;
    }

    void guard(@Observes Router router) {
        router.route().order(FilterOrder.FAILURES).failureHandler(request -> answer(request, request.statusCode()));
        WITHOUT_ROUTE.forEach(status -> router.errorHandler(status, request -> answer(request, status)));
    }

    void guard(@Observes ManagementInterface management) {
        guard(management.router());
    }

    private void answer(RoutingContext request, int status) {
        HttpServerResponse http = request.response();
        if (http.ended() || http.closed()) {
            return;
        }
        if (http.headWritten()) {
            http.reset();
        } else {
            RequestId.assignIfNone(request);
            write(request, ErrorMapper.translated(mapped(request, status), request.request().path()));
        }
    }

    private Response mapped(RoutingContext request, int status) {
        if (request.failure() instanceof Failure known) {
            return errors.failure(known);
        }
        if (status == 400 && hasNoHost(request.request())) {
            return errors.failure(RequestChecks.badHost());
        }
        return status >= 400 && status < 500
                ? errors.refusedByHttp(new WebApplicationException(WITH_MESSAGE.contains(status) ? status : 400), request)
                : errors.unexpected(request.failure(), request);
    }

    private static boolean hasNoHost(HttpServerRequest http) {
        return http.authority() == null && http.version() != HttpVersion.HTTP_1_0;
    }

    private static void write(RoutingContext request, Response answer) {
        HttpServerResponse http = request.response().setStatusCode(answer.getStatus());
        SecurityHeaders.mark(http);
        http.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.getStringHeaders().forEach((name, values) -> http.putHeader(name, values));
        Buffer body = Json.encodeToBuffer(answer.getEntity());
        http.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        send(request.request(), request.request().method() == HttpMethod.HEAD ? Buffer.buffer() : body);
    }

    /** Until an answer ends, the server does not take what follows on the connection. */
    private static void send(HttpServerRequest http, Buffer body) {
        if (Framing.isClear(http)) {
            http.response().end(body);
        } else {
            http.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE).write(body);
            Pipelining.close(http.connection());
        }
    }
}
