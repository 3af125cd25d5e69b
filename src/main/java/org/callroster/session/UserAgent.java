package org.callroster.session;

/** A client program as it describes itself. Unknown values are null. */
record UserAgent(String text, String browser, String os) {

    static final UserAgent UNKNOWN = new UserAgent(null, null, null);
}
