package org.callroster.audit;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.TenantKey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** One row per change, written in the change's own transaction: a change that is rolled back leaves none. */
@ApplicationScoped
public class AuditLog implements PanacheRepositoryBase<AuditEvent, TenantKey> {

    private static final String INSERT_OR_COUNT = """
            insert into AuditEvent as e (tenantId, id, at, actor, actorKey, action, subject, subjectKey, subjectId, via, address,
                request, reason, count)
            values (?1, ?2, instant, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 1)
            on conflict (tenantId, id) do update set count = e.count + 1, at = excluded.at, request = excluded.request""";

    /** From where the current request or job comes. */
    public Uni<Void> record(AuditEntry entry) {
        return record(entry, Origin.current());
    }

    public Uni<Void> record(AuditEntry entry, Origin origin) {
        return persist(AuditEvent.of(entry, origin)).replaceWithVoid();
    }

    /** Counts one more on the row of like events, if there is one; the row then has the time and request of the last. */
    public Uni<Void> recordOrCount(AuditEntry entry) {
        AuditEvent event = AuditEvent.of(entry, Origin.current());
        return getSession().chain(session -> session.createMutationQuery(INSERT_OR_COUNT).setParameter(1, event.tenantId)
                .setParameter(2, event.id).setParameter(3, event.actor).setParameter(4, event.actorKey)
                .setParameter(5, event.action).setParameter(6, event.subject).setParameter(7, event.subjectKey)
                .setParameter(8, event.subjectId).setParameter(9, event.via).setParameter(10, event.address)
                .setParameter(11, event.request).setParameter(12, event.reason).executeUpdate()).replaceWithVoid();
    }
}
