package org.callroster.scim.token;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

import org.callroster.tenant.TenantKey;

/** A SCIM token of a user. Only its hash is stored. */
@Entity
@IdClass(TenantKey.class)
class ScimToken {

    @Id
    UUID tenantId;

    @Id
    UUID id;

    byte[] hash;
    UUID userId;
    String name;
    boolean ignorePasswords;
    Instant createdAt;
    Instant expiresAt;
    Instant lastUsedAt;
    String lastUsedFrom;
}
