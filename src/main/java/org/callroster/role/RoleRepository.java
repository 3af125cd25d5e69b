package org.callroster.role;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.database.Ids;
import org.callroster.directory.NameRepository;
import org.callroster.directory.Usage;
import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class RoleRepository implements PanacheRepositoryBase<Role, TenantKey> {

    private static final String USAGE = """
            select count(*) as users, cast(0 as bigint) as supervisors
            from user_role where tenant_id = :tenant and role_id = :id""";

    Uni<List<Role>> all(Tenant tenant) {
        return list("tenantId = ?1 order by name", tenant.id());
    }

    /** Locked against other changes until the transaction ends. Fails with 404 if no role has this name. */
    Uni<Role> byName(Tenant tenant, String name) {
        return find("tenantId = ?1 and name = ?2", tenant.id(), name).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult()
                .onItem().ifNull().failWith(() -> Failure.notFound("Role not found"));
    }

    /**
     * Locks the role until the transaction ends, or creates it without privileges; concurrent calls create only one. The update
     * avoids key columns: setting one would also block calls that give the role to a user.
     */
    Uni<Role> byNameOrNew(Tenant tenant, String name) {
        UUID id = Ids.next();
        return getSession()
                .chain(s -> s.createNativeQuery("""
                        insert into role as r (tenant_id, id, name, privileges, assign_to_new_users)
                        values (:tenant, :id, :name, '{}', false)
                        on conflict (tenant_id, name) do update set assign_to_new_users = r.assign_to_new_users""")
                        .setParameter("tenant", tenant.id()).setParameter("id", id).setParameter("name", name)
                        .executeUpdate())
                .chain(() -> byName(tenant, name))
                .invoke(role -> role.isNew = role.id.equals(id));
    }

    Uni<Usage> usage(Tenant tenant, Role role) {
        return getSession().chain(s -> NameRepository.usage(s, USAGE, tenant, role.id));
    }

    /** Fails with 409 if a user has been given it meanwhile. */
    Uni<Void> remove(Role role) {
        return delete("tenantId = ?1 and id = ?2", role.tenantId, role.id)
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.conflict("role is in use"))
                .replaceWithVoid();
    }
}
