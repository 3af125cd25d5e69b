package org.callroster.lock;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/** The failure counts of users and unknown logins, separate for passwords and API secrets. Call inside a transaction. */
@ApplicationScoped
class FailureCounts implements PanacheRepositoryBase<FailureCount, FailureCount.Key> {

    private static final String LOCKED = """
            select f, instant from FailureCount f where f.tenantId = ?1 and f.userId = ?2 and f.credential = ?3""";
    private static final String INSERT = """
            insert into FailureCount (tenantId, userId, credential, unknownLogin, failures, failuresWhileLocked, lastFailureAt,
                reservations)
            values (?1, ?2, ?3, ?4, 0, 0, instant, '') on conflict (tenantId, userId, credential) do nothing""";
    private static final String FAILED = """
            select f, instant from FailureCount f
            where f.tenantId = ?1 and f.userId = ?2 and (f.failures > 0 or f.lockedUntil is not null)""";

    private static final String ANY_FAILED = """
            select distinct f.userId from FailureCount f
            where f.tenantId = ?1 and f.userId in ?2 and (f.failures > 0 or f.lockedUntil is not null)""";

    /** A count whose row is locked, and the database's time. */
    @RegisterForReflection
    record Locked(FailureCount count, Instant now) {

        boolean isLocked() {
            return count.isLocked(now);
        }
    }

    /**
     * Lets the count decide, with the database's time. Its row is locked until the transaction ends. It is the same work for
     * users and for unknown logins.
     */
    <T> Uni<T> decide(Subject subject, Credential credential, BiFunction<FailureCount, Instant, T> decision) {
        return locked(subject, credential).map(row -> decision.apply(row.count, row.now));
    }

    /** Another call may delete a row that was there when this one wanted to insert it. */
    private Uni<Locked> locked(Subject subject, Credential credential) {
        return lockedIfAny(subject, credential).onItem().ifNull()
                .switchTo(() -> insert(subject, credential).chain(() -> locked(subject, credential)));
    }

    private Uni<Locked> lockedIfAny(Subject subject, Credential credential) {
        return getSession().chain(session -> session.createSelectionQuery(LOCKED, Locked.class)
                .setParameter(1, subject.tenant().id()).setParameter(2, subject.id()).setParameter(3, credential)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResultOrNull());
    }

    private Uni<Integer> insert(Subject subject, Credential credential) {
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, subject.tenant().id())
                .setParameter(2, subject.id()).setParameter(3, credential).setParameter(4, subject.unknownLogin())
                .executeUpdate());
    }

    Uni<Void> deleteUnlessLocked(Tenant tenant, UUID userId, Credential credential) {
        return delete("""
                tenantId = ?1 and userId = ?2 and credential = ?3 and (lockedUntil is null or lockedUntil <= instant)""",
                tenant.id(), userId, credential).replaceWithVoid();
    }

    /** Those of the users who have failed. */
    Uni<List<UUID>> failed(Tenant tenant, Set<UUID> users) {
        return getSession().chain(session -> session.createSelectionQuery(ANY_FAILED, UUID.class)
                .setParameter(1, tenant.id()).setParameter(2, users).getResultList());
    }

    /** Deletes both counts of a user; rows that hold only reservations stay. Returns what was deleted, and if it was locked. */
    Uni<List<Locked>> clear(Tenant tenant, UUID userId) {
        return getSession().chain(session -> session.createSelectionQuery(FAILED, Locked.class)
                .setParameter(1, tenant.id()).setParameter(2, userId).setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList())
                .call(() -> delete("""
                        tenantId = ?1 and userId = ?2 and (failures > 0 or lockedUntil is not null)""", tenant.id(), userId));
    }
}
