package org.callroster.job;

import java.util.List;
import java.util.stream.Collectors;

import org.callroster.error.Violation;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An outcome as it was reported.
 *
 * @param outcome null for the closing line
 * @param description why it failed; null if it did not
 * @param violations what is wrong with which attribute; null for none
 * @param password that was generated; null for none, or if it is not shown
 */
@RegisterForReflection
public record OutcomeLine(long line, String loginId, String outcome, @JsonProperty("error_description") String description,
        List<Violation> violations, String warning, String password) {

    /** Each attribute that is wrong; empty if the line as a whole is. */
    public List<Violation> wrong() {
        return violations == null ? List.of() : violations;
    }

    /** In one cell; null if the line did not fail. */
    public String reason() {
        return wrong().isEmpty() ? description
                : wrong().stream().map(one -> one.field() + ": " + one.message()).collect(Collectors.joining("; "));
    }
}
