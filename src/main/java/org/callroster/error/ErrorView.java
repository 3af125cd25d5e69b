package org.callroster.error;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The one error body (contract section 1, "Errors"). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@RegisterForReflection
public record ErrorView(String error, @JsonProperty("error_description") String description, List<Violation> violations) {

    private static final int MAX_LENGTH = 300;

    static ErrorView of(ErrorCode code, String description, List<Violation> violations) {
        return new ErrorView(code.wire(), printable(description),
                violations.stream().map(v -> new Violation(printable(v.field()), printable(v.message()))).toList());
    }

    /** What a caller sent may stand in it: halves of surrogate pairs can't be written as UTF-8, and nobody reads a megabyte. */
    private static String printable(String text) {
        String valid = text.replaceAll("\\p{Cs}", "\uFFFD");
        return valid.length() <= MAX_LENGTH ? valid : valid.substring(0, MAX_LENGTH).replaceFirst("\\p{Cs}$", "") + "…";
    }
}
