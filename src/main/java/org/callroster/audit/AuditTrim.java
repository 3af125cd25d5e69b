package org.callroster.audit;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.AdvisoryLocks;
import org.callroster.database.Ids;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;
import org.callroster.values.Times;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Deletes old rows of the audit (fleet section 5). */
@ApplicationScoped
public class AuditTrim implements PanacheRepositoryBase<AuditEvent, TenantKey> {

    private static final int BATCH = 10_000;
    private static final String OLD =
            "select e.at, e.id from AuditEvent e where e.tenantId = ?1 and e.at < ?2 order by e.at, e.id";

    /**
     * How far a trim is.
     *
     * @param row the id of the row that records it
     */
    private record Trim(UUID row, long deleted, boolean isDone) {
    }

    /**
     * Deletes the tenant's rows that are older, 10,000 in a transaction, and records it in one row. Returns their number: zero if
     * another instance is at it.
     */
    public Uni<Long> trim(Tenant tenant, Instant before, String actor) {
        return Multi.createBy().repeating()
                .uni(() -> new Trim[] { new Trim(Ids.next(), 0, false) },
                        at -> batch(tenant, before, actor, at[0]).invoke(next -> at[0] = next))
                .whilst(trim -> !trim.isDone).collect().last().map(Trim::deleted);
    }

    @WithTransaction
    Uni<Trim> batch(Tenant tenant, Instant before, String actor, Trim trim) {
        return AdvisoryLocks.tryLock("audit of " + tenant.id())
                .chain(alone -> alone ? deleteOldest(tenant, before) : Uni.createFrom().item(0L))
                .map(deleted -> new Trim(trim.row, trim.deleted + deleted, deleted < BATCH))
                .call(next -> next.deleted == trim.deleted ? Uni.createFrom().voidItem()
                        : record(entry(tenant, before, actor, next)));
    }

    /** By a range of the index: a list of ids would be compared with all rows while the statistics are old. */
    private Uni<Long> deleteOldest(Tenant tenant, Instant before) {
        return getSession().chain(session -> session.createSelectionQuery(OLD, Object[].class).setParameter(1, tenant.id())
                .setParameter(2, before).setFirstResult(BATCH - 1).setMaxResults(1).getSingleResultOrNull())
                .chain(last -> last == null ? delete("tenantId = ?1 and at < ?2", tenant.id(), before)
                        : delete("tenantId = ?1 and at <= ?2 and (at < ?2 or id <= ?3)", tenant.id(), last[0], last[1]));
    }

    private static AuditEntry entry(Tenant tenant, Instant before, String actor, Trim trim) {
        return AuditEntry.by(tenant, actor, AuditKind.AUDIT_TRIMMED, tenant.name()).sharing(trim.row)
                .changing(Changed.between("before", null, Times.text(before)).and("count", null, trim.deleted));
    }

    /** Written again by each batch, so that a crash between two loses nothing. */
    private Uni<Void> record(AuditEntry entry) {
        return getSession().chain(session -> session.merge(AuditEvent.of(entry, Origin.current()))).chain(() -> flush());
    }
}
