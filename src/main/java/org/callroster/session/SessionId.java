package org.callroster.session;

import java.util.Optional;
import java.util.UUID;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;
import org.callroster.values.Sha256;
import org.callroster.values.Uuids;

/**
 * A session id: the tag of its tenant, then 90 random bits. It is all its holder needs to use the session, so only its SHA-256
 * is stored.
 */
public record SessionId(UUID id) {

    private static final int TAG_LENGTH = 8;

    /** In the form of a UUIDv4, from a secure random source. */
    static SessionId random(Tenant tenant) {
        return new SessionId(UUID.fromString(tenant.tag() + UUID.randomUUID().toString().substring(TAG_LENGTH)));
    }

    /** Fails with 401 if the text is absent or not a UUID: no session has such an id. */
    public static SessionId parse(String text) {
        return Optional.ofNullable(text).flatMap(Uuids::of).map(SessionId::new).orElseThrow(SessionId::notLoggedIn);
    }

    public static Failure notLoggedIn() {
        return new Failure(ErrorCode.NOT_LOGGED_IN, "the session does not exist or has ended");
    }

    /** The tag of the tenant, {@link Tenant#tag}. */
    public String tag() {
        return id.toString().substring(0, TAG_LENGTH);
    }

    /** Names the session in the audit. The id can't be found from it. */
    public String fingerprint() {
        return UUID.nameUUIDFromBytes(hash()).toString();
    }

    public byte[] hash() {
        return Sha256.of(id.toString());
    }
}
