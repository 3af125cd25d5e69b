package org.callroster.assignment;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** A login id that a user had before a rename. For a while no other user can take it: see {@link FormerLogins}. */
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
