package org.callroster.audit;

import java.util.UUID;

import org.callroster.caller.Caller;
import org.callroster.database.Ids;
import org.callroster.tenant.Tenant;

/**
 * What is written into the audit: who did what to whom.
 *
 * @param id equal for like events that share a row
 * @param actor the login id of the user who did it, or what stands for one
 * @param actorId the id of that user; null if it was none
 * @param subject the name of what was changed: a login id, a role's name, a phone number
 * @param subjectId the id of the user who was changed; null if it was none
 * @param reason null if the kind says all
 * @param count of what the entry stands for
 */
public record AuditEntry(Tenant tenant, UUID id, String actor, UUID actorId, AuditKind kind, String subject, UUID subjectId,
        String reason, Changed changed, int count) {

    public static AuditEntry by(Caller caller, AuditKind kind, String subject) {
        return by(caller.tenant(), caller.loginId(), caller.userId(), kind, subject);
    }

    /** For changes that no user made. */
    public static AuditEntry by(Tenant tenant, String actor, AuditKind kind, String subject) {
        return by(tenant, actor, null, kind, subject);
    }

    /** For what users do to their own accounts. */
    public static AuditEntry bySelf(Tenant tenant, String loginId, UUID userId, AuditKind kind) {
        return by(tenant, loginId, userId, kind, loginId).of(userId);
    }

    private static AuditEntry by(Tenant tenant, String actor, UUID actorId, AuditKind kind, String subject) {
        return new AuditEntry(tenant, Ids.next(), actor, actorId, kind, subject, null, null, Changed.NOTHING, 1);
    }

    /** The subject is this user. */
    public AuditEntry of(UUID userId) {
        return new AuditEntry(tenant, id, actor, actorId, kind, subject, userId, reason, changed, count);
    }

    public AuditEntry changing(Changed what) {
        return new AuditEntry(tenant, id, actor, actorId, kind, subject, subjectId, reason, what, count);
    }

    public AuditEntry because(String why) {
        return new AuditEntry(tenant, id, actor, actorId, kind, subject, subjectId, why, changed, count);
    }

    /** Like events with this id share a row. */
    public AuditEntry sharing(UUID rowId) {
        return new AuditEntry(tenant, rowId, actor, actorId, kind, subject, subjectId, reason, changed, count);
    }

    /** It stands for so many changes. */
    public AuditEntry counting(int changes) {
        return new AuditEntry(tenant, id, actor, actorId, kind, subject, subjectId, reason, changed, changes);
    }
}
