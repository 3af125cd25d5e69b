package org.callroster.directory;

import java.util.Set;
import java.util.UUID;

import org.callroster.caller.Privilege;

/** A role that a user has or is to be given. */
public record RoleRow(UUID id, String name, Set<Privilege> privileges) {
}
