package org.callroster.audit;

import java.util.UUID;

import org.callroster.database.Ids;
import org.callroster.tenant.Tenant;

/**
 * What is written into the audit.
 *
 * @param id equal for like events that share a row
 * @param actor the login id of the user who did it
 * @param subject the name of what was changed: a login id, a role's name, a phone number
 * @param reason null if the kind says all
 * @param address the client's address; null if it is not recorded
 */
public record AuditEntry(Tenant tenant, UUID id, String actor, AuditKind kind, String subject, String reason, String address) {

    static AuditEntry of(Tenant tenant, String actor, AuditKind kind, String subject, String address) {
        return new AuditEntry(tenant, Ids.next(), actor, kind, subject, null, address);
    }
}
