package org.callroster.lock;

/** What somebody proves himself with. Each has a count of failures and a lock of its own. */
public enum Credential {
    PASSWORD, SECRET
}
