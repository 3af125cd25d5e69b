package org.callroster.directory;

import java.util.UUID;

/** A user whose row is locked until the transaction ends, for a change of what belongs to them: a lock, an API secret. */
public record ChangeableUser(UUID id, UUID teamId, String loginId) {
}
