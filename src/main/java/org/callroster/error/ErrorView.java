package org.callroster.error;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The one error body (contract section 1, "Errors"). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ErrorView(String error, @JsonProperty("error_description") String description, List<Violation> violations) {
}
