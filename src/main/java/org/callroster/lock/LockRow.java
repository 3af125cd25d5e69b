package org.callroster.lock;

import java.util.UUID;

/** What the lock state call needs of a user. */
public record LockRow(UUID teamId, boolean locked) {
}
