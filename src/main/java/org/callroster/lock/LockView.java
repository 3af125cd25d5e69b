package org.callroster.lock;

/** {@code {"lockedOut":true}}: temporarily locked after too many failed logins; unrelated to {@code disabled}. */
public record LockView(boolean lockedOut) {
}
