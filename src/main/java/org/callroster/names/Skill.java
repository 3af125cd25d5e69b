package org.callroster.names;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

import org.callroster.tenant.TenantKey;

@Entity
@IdClass(TenantKey.class)
class Skill {

    @Id
    UUID tenantId;
    @Id
    UUID id;
    String name;
}
