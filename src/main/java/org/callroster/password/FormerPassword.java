package org.callroster.password;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A password that a user had before. Each hash has its own salt, so no two are the same. */
@Entity
@Table(name = "password_history")
@IdClass(FormerPassword.Key.class)
class FormerPassword {

    record Key(UUID tenantId, UUID userId, String hash) implements Serializable {
    }

    @Id
    UUID tenantId;
    @Id
    UUID userId;
    @Id
    String hash;
    /** When it was replaced. */
    Instant at;
}
