package org.callroster.directory;

/** A team or a skill: {@code {"name":"Customer Service"}}. */
public record NameView(String name) {
}
