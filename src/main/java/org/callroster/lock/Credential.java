package org.callroster.lock;

/** Kind of credential; each has its own failure count and lock. */
public enum Credential {
    PASSWORD, SECRET
}
