package org.callroster.audit;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.callroster.tenant.LoginKey;
import org.callroster.tenant.TenantKey;

/** One row of the audit. */
@Entity
@Table(name = "audit")
@IdClass(TenantKey.class)
class AuditEvent {

    @Id
    UUID tenantId;
    @Id
    UUID id;
    /** Set by the database. */
    @Column(insertable = false, updatable = false)
    Instant at;
    /** Who did it: a login id, or what was sent as one. */
    String actor;
    String actorKey;
    UUID actorId;
    String action;
    String subject;
    String subjectKey;
    UUID subjectId;
    String via;
    String address;
    String request;
    String credential;
    UUID job;
    /** JSON. */
    String oldValues;
    String newValues;
    String reason;
    /** Of the like failures that this row stands for. */
    int count;

    static AuditEvent of(AuditEntry entry, Origin origin) {
        AuditEvent event = new AuditEvent();
        event.tenantId = entry.tenant().id();
        event.id = entry.id();
        event.actor = entry.actor();
        event.actorKey = LoginKey.of(entry.actor());
        event.actorId = entry.actorId();
        event.action = entry.kind().label();
        event.subject = entry.subject();
        event.subjectKey = LoginKey.of(entry.subject());
        event.subjectId = entry.subjectId();
        event.oldValues = entry.changed().beforeAsJson();
        event.newValues = entry.changed().afterAsJson();
        event.reason = entry.reason();
        event.count = entry.count();
        return event.from(origin);
    }

    private AuditEvent from(Origin origin) {
        via = origin.via().label();
        address = origin.address();
        request = origin.request();
        credential = origin.credential();
        job = origin.job();
        return this;
    }
}
