package org.callroster.assignment;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** A login id that a user gave up. Nobody else gets it for a while: see {@link FormerLogins}. */
@Entity
@IdClass(FormerLogins.Key.class)
class FormerLogin {

    @Id
    UUID tenantId;

    @Id
    String loginKey;

    UUID userId;
    Instant until;
}
