package org.callroster.error;

/** One field at fault: its path in the request ({@code skills.English}) and what is wrong with it. */
public record Violation(String field, String message) {
}
