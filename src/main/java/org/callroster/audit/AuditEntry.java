package org.callroster.audit;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.callroster.tenant.TenantKey;

/** Who did what to whom. The time is the database's, at insert. */
@Entity
@Table(name = "audit")
@IdClass(TenantKey.class)
class AuditEntry {

    @Id
    @Column(name = "tenant_id")
    UUID tenantId;
    @Id
    UUID id;
    String actor;
    String action;
    String subject;
    /** Null where it is not known, or does not matter. */
    String address;
}
