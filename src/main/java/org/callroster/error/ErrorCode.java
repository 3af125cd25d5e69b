package org.callroster.error;

import java.util.Locale;
import java.util.stream.Stream;

import jakarta.ws.rs.WebApplicationException;

/** The stable codes of the error body and their HTTP status (contract section 1; RFC 6749 §5.2 for the token call). */
public enum ErrorCode {

    BAD_REQUEST(400),
    INVALID_REQUEST(400),
    UNSUPPORTED_GRANT_TYPE(400),
    INVALID_CLIENT(401),
    INVALID_TOKEN(401),
    AUTHENTICATION_FAILED(401),
    NOT_LOGGED_IN(401),
    INSUFFICIENT_SCOPE(403),
    FORBIDDEN(403),
    ACCOUNT_DISABLED(403),
    TENANT_DISABLED(403),
    ACCOUNT_LOCKED(403),
    WAIT_BEFORE_LOGIN(403),
    PASSWORD_CHANGE_REQUIRED(403),
    WEAK_PASSWORD(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    PRECONDITION_FAILED(412),
    PAYLOAD_TOO_LARGE(413),
    URI_TOO_LONG(414),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_KEY_REUSED(422),
    TOO_MANY_REQUESTS(429),
    REQUEST_HEADER_FIELDS_TOO_LARGE(431),
    SERVER_ERROR(500),
    NOT_IMPLEMENTED(501),
    UNAVAILABLE(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The code for any failure of a call. */
    static ErrorCode of(Throwable failure) {
        if (failure instanceof Failure known) {
            return known.code();
        }
        if (failure instanceof WebApplicationException refused) {
            return ofStatus(refused.getResponse().getStatus());
        }
        return DatabaseErrors.isUnavailable(failure) ? UNAVAILABLE
                : DatabaseErrors.isUnstorableText(failure) ? BAD_REQUEST : SERVER_ERROR;
    }

    private static ErrorCode ofStatus(int status) {
        return Stream.of(values()).filter(code -> code.status == status).findFirst().orElse(SERVER_ERROR);
    }

    public int status() {
        return status;
    }

    /** As written in the error body: {@code not_found}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
