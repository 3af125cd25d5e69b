package org.callroster.audit;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** One row per change, written in the change's own transaction: a change that is rolled back leaves none. */
@ApplicationScoped
public class AuditLog implements PanacheRepositoryBase<AuditEvent, TenantKey> {

    private static final String INSERT_OR_COUNT = """
            insert into AuditEvent as e (tenantId, id, actor, actorKey, action, subject, subjectKey, reason, address, count)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)
            on conflict (tenantId, id) do update set count = e.count + 1""";

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
        return persist(AuditEvent.of(entry)).replaceWithVoid();
    }

    /** Counts one more on the row of like events, if there is one. */
    public Uni<Void> recordOrCount(AuditEntry entry) {
        AuditEvent event = AuditEvent.of(entry);
        return getSession().chain(session -> session.createMutationQuery(INSERT_OR_COUNT).setParameter(1, event.tenantId)
                .setParameter(2, event.id).setParameter(3, event.actor).setParameter(4, event.actorKey)
                .setParameter(5, event.action).setParameter(6, event.subject).setParameter(7, event.subjectKey)
                .setParameter(8, event.reason).setParameter(9, event.address).executeUpdate()).replaceWithVoid();
    }
}
