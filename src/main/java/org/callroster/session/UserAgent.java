package org.callroster.session;

/** A program, by its own account. Each is null where it is not known. */
record UserAgent(String text, String browser, String os) {

    static final UserAgent UNKNOWN = new UserAgent(null, null, null);
}
