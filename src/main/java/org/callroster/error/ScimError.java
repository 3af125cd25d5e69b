package org.callroster.error;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

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

    /** For an operation of a Bulk, or any other failure that is not the answer itself. */
    public static ScimError of(Failure failure) {
        return of(failure.code().status(), ErrorView.of(failure));
    }

    private static String type(int status, ErrorView error) {
        if (error.scimType() != null) {
            return error.scimType().wire();
        }
        return status != BAD_REQUEST ? null
                : (error.violations().isEmpty() ? ScimFailure.Type.INVALID_SYNTAX : ScimFailure.Type.INVALID_VALUE).wire();
    }
}
