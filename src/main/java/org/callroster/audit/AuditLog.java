package org.callroster.audit;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** One row per change, written in the change's own transaction: a change that is rolled back leaves none. */
@ApplicationScoped
public class AuditLog implements PanacheRepositoryBase<AuditEvent, TenantKey> {

    private static final String INSERT = """
            insert into AuditEvent as e (tenantId, id, actor, actorKey, action, subject, subjectKey, reason, address, count)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)""";
    private static final String OR_COUNT = " on conflict (tenantId, id) do update set count = e.count + 1";

    /**
     * @param actor the login id of the user who made the change
     * @param subject the name of what was changed: a login id, a role's name, a phone number
     */
    public Uni<Void> record(Tenant tenant, String actor, AuditKind kind, String subject) {
        return record(tenant, actor, kind, subject, null);
    }

    /** The same, with the address of the caller. */
    public Uni<Void> record(Tenant tenant, String actor, AuditKind kind, String subject, String address) {
        return record(AuditEntry.of(tenant, actor, kind, subject, address));
    }

    public Uni<Void> record(AuditEntry entry) {
        return insert(INSERT, entry);
    }

    /** Counts one more on the row of like events, if there is one. */
    public Uni<Void> recordOrCount(AuditEntry entry) {
        return insert(INSERT + OR_COUNT, entry);
    }

    private Uni<Void> insert(String hql, AuditEntry entry) {
        return getSession().chain(session -> session.createMutationQuery(hql).setParameter(1, entry.tenant().id())
                .setParameter(2, entry.id()).setParameter(3, entry.actor()).setParameter(4, LoginKey.of(entry.actor()))
                .setParameter(5, entry.kind().label()).setParameter(6, entry.subject())
                .setParameter(7, LoginKey.of(entry.subject())).setParameter(8, entry.reason())
                .setParameter(9, entry.address()).executeUpdate()).replaceWithVoid();
    }
}
