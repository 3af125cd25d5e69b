package org.callroster.lock;

import java.util.UUID;

/** The part of a user that the lock state call needs. */
public record LockRow(UUID teamId, boolean locked) {
}
