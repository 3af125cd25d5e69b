package org.callroster.error;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.ForbiddenException;

/**
 * The body of every error below the paths of SCIM (RFC 7644 §3.12).
 *
 * @param status the HTTP status, as a string
 * @param scimType absent if the status says all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record ScimError(List<String> schemas, String status, String scimType, String detail) {

    private static final List<String> SCHEMAS = List.of("urn:ietf:params:scim:api:messages:2.0:Error");
    private static final int BAD_REQUEST = 400;

    static ScimError of(int status, ErrorView error) {
        return new ScimError(SCHEMAS, String.valueOf(status), type(status, error), error.description());
    }

    /** For a failure that is a part of an answer. */
    public static ScimError of(Throwable failure) {
        if (failure instanceof Failure known) {
            return of(known.code().status(), ErrorView.of(known));
        }
        ErrorCode code = failure instanceof ForbiddenException ? ErrorCode.INSUFFICIENT_SCOPE : ErrorCode.of(failure);
        return of(code.status(), ErrorView.of(code, switch (code) {
            case INSUFFICIENT_SCOPE -> "the caller lacks the privilege for this operation";
            case UNAVAILABLE -> "the service cannot do this right now, try again";
            default -> "internal error";
        }));
    }

    private static String type(int status, ErrorView error) {
        if (error.scimType() != null) {
            return error.scimType().wire();
        }
        return status != BAD_REQUEST ? null
                : (error.violations().isEmpty() ? ScimFailure.Type.INVALID_SYNTAX : ScimFailure.Type.INVALID_VALUE).wire();
    }
}
