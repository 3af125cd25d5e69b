package org.callroster.secret;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** One of a user's API secrets. Only its hash is stored. */
@Entity
@Table(name = "api_secret")
@IdClass(ApiSecretKey.class)
class ApiSecret {

    @Id
    @Column(name = "tenant_id")
    UUID tenantId;
    @Id
    @Column(name = "user_id")
    UUID userId;
    @Id
    UUID id;
    byte[] hash;
    @Column(name = "created_at", insertable = false)
    Instant createdAt;
    @Column(name = "last_used_at")
    Instant lastUsedAt;
    /** Null for never. */
    @Column(name = "expires_at")
    Instant expiresAt;

}
