package org.callroster.role;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.caller.Privilege;
import org.callroster.database.Database;
import org.callroster.database.Ids;
import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.names.Usage;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class RoleRepository implements PanacheRepositoryBase<Role, TenantKey> {

    private static final String ALL = """
            select name, privileges, assign_to_new_users from role where tenant_id = $1 order by name""";
    private static final String INSERT = """
            insert into Role (tenantId, id, name, privileges, assignToNewUsers) values (?1, ?2, ?3, ?4, false)
            on conflict (tenantId, name) do nothing""";
    private static final String USERS = "select count(*) from UserRole r where r.tenantId = ?1 and r.roleId = ?2";
    private static final String HELD = """
            from Role r where r.tenantId = ?1
                and r.id in (select u.roleId from UserRole u where u.tenantId = ?1 and u.userId = ?2)
            order by r.id""";

    private static final String HOLDERS = """
            select u.id from Role r join UserRole h on h.tenantId = ?1 and h.roleId = r.id
            join User u on u.tenantId = ?1 and u.id = h.userId
            where r.tenantId = ?1 and array_position(r.privileges, ?2) > 0 and not u.disabled""";

    private final Database database;

    RoleRepository(Database database) {
        this.database = database;
    }

    Uni<List<RoleView>> all(Tenant tenant) {
        return database.list(ALL, tenant.id()).map(rows -> rows.stream().map(RoleView::of).toList());
    }

    /** Locked against other changes until the transaction ends. Fails with 404 if no role has this name. */
    Uni<Role> byName(Tenant tenant, String name) {
        return lockedIfAny(tenant, name).onItem().ifNull().failWith(() -> Failure.notFound("Role not found"));
    }

    /** The same, but creates a role without privileges if there is none; concurrent calls create only one. */
    Uni<Role> byNameOrNew(Tenant tenant, String name) {
        return lockedIfAny(tenant, name).onItem().ifNull().switchTo(() -> created(tenant, name));
    }

    private Uni<Role> lockedIfAny(Tenant tenant, String name) {
        return find("tenantId = ?1 and name = ?2", tenant.id(), name).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult();
    }

    /** Another call may create it, or delete it again, at the same time. */
    private Uni<Role> created(Tenant tenant, String name) {
        UUID id = Ids.next();
        return insert(tenant, id, name).chain(() -> byNameOrNew(tenant, name))
                .invoke(role -> role.isNew = role.id.equals(id));
    }

    private Uni<Integer> insert(Tenant tenant, UUID id, String name) {
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                .setParameter(2, id).setParameter(3, name).setParameter(4, new String[0]).executeUpdate());
    }

    /** Writes a changed role immediately. Fails with 409 if the new name is taken. */
    Uni<Void> write(Role role) {
        return persistAndFlush(role).replaceWithVoid()
                .onFailure(failure -> DatabaseErrors.brokenUniqueConstraint(failure).isPresent())
                .transform(e -> Failure.conflict("there is a role of that name already"));
    }

    /** The roles of a user. None of them can be changed until the transaction ends. */
    Uni<List<Role>> heldBy(Tenant tenant, UUID userId) {
        return find(HELD, tenant.id(), userId).withLock(LockModeType.PESSIMISTIC_READ).list();
    }

    Uni<Boolean> hasEnabledHolder(Tenant tenant, Privilege privilege) {
        return getSession().chain(session -> session.createSelectionQuery(HOLDERS, UUID.class).setParameter(1, tenant.id())
                .setParameter(2, privilege.name()).setMaxResults(1).getResultList()).map(holders -> !holders.isEmpty());
    }

    Uni<Usage> usage(Tenant tenant, Role role) {
        return getSession().chain(session -> session.createSelectionQuery(USERS, Long.class).setParameter(1, tenant.id())
                .setParameter(2, role.id).getSingleResult()).map(users -> new Usage(users, 0));
    }

    /** Fails with 409 if a user has been given it meanwhile. */
    Uni<Void> remove(Role role) {
        return delete("tenantId = ?1 and id = ?2", role.tenantId, role.id)
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.conflict("role is in use"))
                .replaceWithVoid();
    }
}
