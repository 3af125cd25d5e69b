package org.callroster.introspection;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** A token that was ended before it expired. */
@Entity
@IdClass(RevokedToken.Key.class)
class RevokedToken {

    record Key(UUID tenantId, UUID userId, UUID jti) implements Serializable {
    }

    @Id
    UUID tenantId;
    @Id
    UUID userId;
    @Id
    UUID jti;
    Instant expiresAt;
}
