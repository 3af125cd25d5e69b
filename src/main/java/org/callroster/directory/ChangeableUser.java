package org.callroster.directory;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A user whose row is locked until the transaction ends, to change what belongs to the user: a lock, an API secret. */
@RegisterForReflection
public record ChangeableUser(UUID id, UUID teamId, String loginId) {
}
