package org.callroster.session;

import java.util.UUID;
import java.util.regex.Pattern;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.values.Sha256;

/** A session id. It is all its holder needs to use the session, so only its SHA-256 is stored. */
record SessionId(UUID id) {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** A UUIDv4, from a secure random source. */
    static SessionId random() {
        return new SessionId(UUID.randomUUID());
    }

    /** Fails with 401 if the text is absent or not a UUID: no session has such an id. */
    static SessionId parse(String text) {
        if (text == null || !UUID_TEXT.matcher(text).matches()) {
            throw notLoggedIn();
        }
        return new SessionId(UUID.fromString(text));
    }

    static Failure notLoggedIn() {
        return new Failure(ErrorCode.NOT_LOGGED_IN, "the session does not exist or has ended");
    }

    byte[] hash() {
        return Sha256.of(id.toString());
    }
}
