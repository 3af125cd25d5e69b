package org.callroster.secret;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** One of a user's API secrets. Only its hash is stored. */
@Entity
@IdClass(ApiSecretKey.class)
class ApiSecret {

    @Id
    UUID tenantId;
    @Id
    UUID userId;
    @Id
    UUID id;
    byte[] hash;
    Instant lastUsedAt;
    /** Null for never. */
    Instant expiresAt;
}
