package org.callroster.console.names;

/** A team or a skill in a list. */
public record NameLine(String name, long users) {
}
