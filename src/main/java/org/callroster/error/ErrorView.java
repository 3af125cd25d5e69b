package org.callroster.error;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The body of every error answer (contract section 1, "Errors").
 *
 * @param more how many invalid fields are not listed; null if all are
 * @param scimType for SCIM; null if the status says all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@RegisterForReflection
public record ErrorView(String error, @JsonProperty("error_description") String description, List<Violation> violations,
        Integer more, @JsonIgnore ScimFailure.Type scimType) {

    private static final int MAX_LENGTH = 300;

    public static ErrorView of(Failure failure) {
        ScimFailure.Type scimType = failure instanceof ScimFailure scim ? scim.type() : null;
        return of(failure.code(), failure.getMessage(), failure.violations(), failure.more(), scimType);
    }

    static ErrorView of(ErrorCode code, String description) {
        return of(code, description, List.of(), 0, null);
    }

    static ErrorView of(ErrorCode code, String description, List<Violation> violations, int more, ScimFailure.Type scimType) {
        return new ErrorView(code.wire(), printable(description),
                violations.stream().map(v -> new Violation(printable(v.field()), printable(v.message()))).toList(),
                more == 0 ? null : more, scimType);
    }

    /**
     * The text may contain what the caller sent: unpaired surrogates, which cannot be written as UTF-8, are replaced, and long
     * texts are cut.
     */
    public static String printable(String text) {
        if (text.length() <= MAX_LENGTH) {
            return withoutHalves(text);
        }
        boolean throughPair = Character.isSurrogatePair(text.charAt(MAX_LENGTH - 1), text.charAt(MAX_LENGTH));
        return withoutHalves(text.substring(0, throughPair ? MAX_LENGTH - 1 : MAX_LENGTH)) + "…";
    }

    private static String withoutHalves(String text) {
        return text.codePoints().map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
