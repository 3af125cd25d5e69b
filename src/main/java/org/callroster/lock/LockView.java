package org.callroster.lock;

/** {@code {"lockedOut":true}}: locked for a while after too many bad logins; nothing to do with disabled. */
public record LockView(boolean lockedOut) {
}
