package org.callroster.directory;

import java.util.Set;
import java.util.UUID;

import org.callroster.caller.Privilege;

/** A role as it is assigned. */
public record RoleRow(UUID id, String name, Set<Privilege> privileges) {
}
