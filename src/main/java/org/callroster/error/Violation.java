package org.callroster.error;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** One field at fault: its path in the request ({@code skills.English}) and what is wrong with it. */
@RegisterForReflection
public record Violation(String field, String message) {
}
