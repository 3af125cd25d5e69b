package org.callroster.session;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** An open session. Its id is not stored, only the SHA-256 of it. */
@Entity
@IdClass(Session.Key.class)
class Session {

    record Key(UUID tenantId, byte[] hash) implements Serializable {
    }

    @Id
    UUID tenantId;
    @Id
    byte[] hash;
    UUID userId;
    String application;
    /** The user's at the login. The session has ended once the user has another one. */
    int credentialVersion;
    Instant provedAt;
    Instant extendedAt;
    Instant expiresAt;
    String ipAddress;
    String browser;
}
