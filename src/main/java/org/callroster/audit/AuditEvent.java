package org.callroster.audit;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.callroster.tenant.TenantKey;

/** One row of the audit. Its time is set by the database. */
@Entity
@Table(name = "audit")
@IdClass(TenantKey.class)
class AuditEvent {

    @Id
    @Column(name = "tenant_id")
    UUID tenantId;
    @Id
    UUID id;
    /** Who did it: a login id, or what was sent as one. */
    String actor;
    @Column(name = "actor_key")
    String actorKey;
    String action;
    String subject;
    @Column(name = "subject_key")
    String subjectKey;
    String reason;
    String address;
    /** Of the like failures that this row stands for. */
    int count;
}
