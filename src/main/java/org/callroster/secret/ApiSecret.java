package org.callroster.secret;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
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
    @Column(insertable = false)
    Instant createdAt;
    Instant lastUsedAt;
    /** Null for never. */
    Instant expiresAt;

}
