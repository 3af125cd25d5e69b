package org.callroster.error;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import org.callroster.connection.Pipelining;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;

/** Turns every failure of a request into the error body. No other class writes one. */
public class ErrorMapper {

    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final String CONNECTION = "Connection";
    private static final MediaType SCIM_JSON = MediaType.valueOf(ScimFace.MEDIA_TYPE);

    private final Routes routes;

    ErrorMapper(Routes routes) {
        this.routes = routes;
    }

    @ServerExceptionMapper
    public Response failure(Failure failure) {
        return answer(failure.code(), ErrorView.of(failure))
                .header(HttpHeaders.WWW_AUTHENTICATE, failure.challenge()).build();
    }

    @ServerExceptionMapper
    public Response retryLater(RetryLater failure) {
        return answer(failure.code(), failure.getMessage())
                .header(HttpHeaders.RETRY_AFTER, failure.retryAfterSeconds()).build();
    }

    @ServerExceptionMapper
    public Response bodyRefused(BodyRefused failure, RoutingContext request) {
        request.addEndHandler(answered -> Pipelining.close(request.request().connection()));
        return answer(failure.code(), failure.getMessage()).header(CONNECTION, "close").build();
    }

    /** No token at all: RFC 6750 §3.1 asks for a challenge without an error code. */
    @ServerExceptionMapper
    public Response noToken(UnauthorizedException failure) {
        return answer(ErrorCode.INVALID_TOKEN, "an access token is needed")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
    }

    @ServerExceptionMapper
    public Response badToken(AuthenticationFailedException failure) {
        String challenge = "Bearer error=\"invalid_token\", error_description=\"the access token is not valid\"";
        return answer(ErrorCode.INVALID_TOKEN, "the access token is not valid")
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge).build();
    }

    @ServerExceptionMapper
    public Response missingPrivilege(ForbiddenException failure) {
        return answer(ErrorCode.INSUFFICIENT_SCOPE, "the caller lacks the privilege for this call")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"").build();
    }

    @ServerExceptionMapper
    public Response wrongMethod(NotAllowedException failure, RoutingContext request) {
        return answer(ErrorCode.METHOD_NOT_ALLOWED, "method " + request.request().method() + " is not allowed here")
                .header(HttpHeaders.ALLOW, routes.allowedAt(request.normalizedPath())).build();
    }

    @ServerExceptionMapper
    public Response refusedByHttp(WebApplicationException failure, RoutingContext request) {
        return switch (failure.getResponse().getStatus()) {
            case 404 -> answer(ErrorCode.NOT_FOUND, "there is nothing at this path").build();
            case 415 -> answer(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "this Content-Type is not supported")
                    .build();
            case 400 -> answer(ErrorCode.BAD_REQUEST, "the request can't be understood").build();
            default -> unexpected(failure, request);
        };
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure, RoutingContext request) {
        if (DatabaseErrors.isUnavailable(failure)) {
            LOG.warnf("request %s: database unavailable: %s", RequestId.of(request), failure.getMessage());
            return answer(ErrorCode.UNAVAILABLE, "the service cannot do this right now, try again").build();
        }
        if (DatabaseErrors.isUnstorableText(failure)) {
            return answer(ErrorCode.BAD_REQUEST, "the request contains a NUL character").build();
        }
        LOG.errorf(failure, "request %s failed", RequestId.of(request));
        return answer(ErrorCode.SERVER_ERROR, "internal error, request " + RequestId.of(request)).build();
    }

    private static ResponseBuilder answer(ErrorCode code, String description) {
        return answer(code, ErrorView.of(code, description));
    }

    private static ResponseBuilder answer(ErrorCode code, ErrorView view) {
        return Response.status(code.status()).type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.RETRY_AFTER, code == ErrorCode.UNAVAILABLE ? RETRY_AFTER_SECONDS : null)
                .entity(view);
    }

    /** Below the paths of SCIM, errors have another form. */
    @ServerResponseFilter
    public void translate(ContainerResponseContext answer, RoutingContext request) {
        if (answer.getEntity() instanceof ErrorView error && ScimFace.contains(request.normalizedPath())) {
            answer.setEntity(ScimError.of(answer.getStatus(), error), null, SCIM_JSON);
        }
    }

    /** The same for a failure that no filter of answers sees. */
    public static Response translated(Response answer, String path) {
        return answer.getEntity() instanceof ErrorView error && ScimFace.contains(path)
                ? Response.fromResponse(answer).type(SCIM_JSON).entity(ScimError.of(answer.getStatus(), error)).build()
                : answer;
    }
}
