package org.callroster.audit;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Ids;
import org.callroster.database.OpenTransaction;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/** One row per change, written in the change's own transaction: a change that is rolled back leaves none. */
@ApplicationScoped
public class AuditLog {

    /** The time is set by the database. */
    private static final String RECORD =
            "insert into audit (tenant_id, id, actor, actor_key, action, subject, subject_key, address) "
                    + "values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /**
     * @param actor the login id of the user who made the change
     * @param subject the name of what was changed: a login id, a role's name, a phone number
     */
    public Uni<Void> record(Tenant tenant, String actor, AuditKind kind, String subject) {
        return record(tenant, actor, kind, subject, null);
    }

    /** The same, with the address of the caller. */
    public Uni<Void> record(Tenant tenant, String actor, AuditKind kind, String subject, String address) {
        return OpenTransaction.run(RECORD, tenant.id(), Ids.next(), actor, LoginKey.of(actor), kind.label(), subject,
                LoginKey.of(subject), address);
    }
}
