package org.callroster.lock.list;

/** How many locks there are. A user whose password and API secrets are both locked counts in both. */
public record LockCounts(long passwords, long secrets) {
}
