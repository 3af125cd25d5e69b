package org.callroster.audit;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.callroster.tenant.LoginKey;
import org.callroster.tenant.TenantKey;

/** One row of the audit. Its time is set by the database. */
@Entity
@Table(name = "audit")
@IdClass(TenantKey.class)
class AuditEvent {

    @Id
    UUID tenantId;
    @Id
    UUID id;
    /** Who did it: a login id, or what was sent as one. */
    String actor;
    String actorKey;
    String action;
    String subject;
    String subjectKey;
    String reason;
    String address;
    /** Of the like failures that this row stands for. */
    int count;

    static AuditEvent of(AuditEntry entry) {
        AuditEvent event = new AuditEvent();
        event.tenantId = entry.tenant().id();
        event.id = entry.id();
        event.actor = entry.actor();
        event.actorKey = LoginKey.of(entry.actor());
        event.action = entry.kind().label();
        event.subject = entry.subject();
        event.subjectKey = LoginKey.of(entry.subject());
        event.reason = entry.reason();
        event.address = entry.address();
        event.count = 1;
        return event;
    }
}
