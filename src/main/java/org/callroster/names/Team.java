package org.callroster.names;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

import org.callroster.tenant.TenantKey;

@Entity
@IdClass(TenantKey.class)
class Team {

    @Id
    UUID tenantId;
    @Id
    UUID id;
    String name;
    /** An identity provider's id of the team. */
    String externalId;
    Instant createdAt;
    Instant modifiedAt;
}
