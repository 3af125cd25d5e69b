package org.callroster.phone;

import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Call inside a transaction. */
@ApplicationScoped
class AccessNumberRepository implements PanacheRepositoryBase<AccessNumber, AccessNumberKey> {

    private static final String INSERT = """
            insert into AccessNumber (tenantId, number, media, type) values (?1, ?2, 'voice', 'unassigned')
            on conflict (tenantId, number) do nothing""";
    private static final String USER = """
            select u.id, u.extension, u.loginId, u.firstName, u.lastName from User u
            where u.tenantId = ?1 and u.extension = ?2""";
    private static final String BEHIND = """
            select count(*), count(case when u.teamId in ?4 then 1 end) from User u
            where u.tenantId = ?1 and (u.id = ?2 or u.extension in ?3)""";

    /** Locks the number until the transaction ends. Fails with 404. */
    Uni<AccessNumber> byNumber(Tenant tenant, String number) {
        return lockedIfAny(tenant, number).onItem().ifNull().failWith(() -> Failure.notFound("access number not found"));
    }

    /** Locks the number until the transaction ends; creates it, unassigned, if absent. Concurrent calls create only one. */
    Uni<AccessNumber> byNumberOrNew(Tenant tenant, String number) {
        return lockedIfAny(tenant, number).onItem().ifNull()
                .switchTo(() -> insert(tenant, number).chain(
                        rows -> byNumberOrNew(tenant, number).invoke(present -> present.isNew = rows == 1)));
    }

    private Uni<AccessNumber> lockedIfAny(Tenant tenant, String number) {
        return findById(new AccessNumberKey(tenant.id(), number), LockModeType.PESSIMISTIC_WRITE);
    }

    private Uni<Integer> insert(Tenant tenant, String number) {
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                .setParameter(2, number).executeUpdate());
    }

    Uni<Void> remove(AccessNumber number) {
        return delete("tenantId = ?1 and number = ?2", number.tenantId, number.number).replaceWithVoid();
    }

    /** Fails with 404 if no user has this extension. */
    Uni<SoftphoneUser> userAt(Tenant tenant, String extension) {
        return getSession().chain(session -> session.createSelectionQuery(USER, SoftphoneUser.class)
                .setParameter(1, tenant.id()).setParameter(2, extension).getSingleResultOrNull())
                .onItem().ifNull().failWith(() -> Failure.notFound("extension not found"));
    }

    /** @param teams those that the caller sees */
    Uni<UsersBehind> usersBehind(AccessNumber number, Set<UUID> teams) {
        return getSession().chain(session -> session.createSelectionQuery(BEHIND, UsersBehind.class)
                .setParameter(1, number.tenantId).setParameter(2, number.userId).setParameter(3, number.extensions())
                .setParameter(4, teams).getSingleResult());
    }
}
