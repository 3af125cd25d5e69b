package org.callroster.error;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** One invalid field: its path in the request ({@code skills.English}) and what is wrong with it. */
@RegisterForReflection
public record Violation(String field, String message) {
}
