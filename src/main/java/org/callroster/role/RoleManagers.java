package org.callroster.role;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Privilege;
import org.callroster.database.AdvisoryLocks;
import org.callroster.database.OpenTransaction;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Keeps a tenant from losing its last enabled user with Manage roles (contract section 1). Call all methods inside a
 * transaction.
 *
 * <p>All transactions take locks in one order, to avoid deadlocks: the user's row, the rows of the user's roles, the tenant's
 * managers. A change of a role begins with the row of that role.
 */
@ApplicationScoped
public class RoleManagers {

    /** Reads the privileges after it has taken the locks; they stay the same until the transaction ends. */
    private static final String HELD = """
            select array_to_string(r.privileges, ',')
            from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
            where ur.tenant_id = $1 and ur.user_id = $2
            order by r.id for share of r""";

    private static final String HAS_MANAGER = """
            select exists (
                select 1 from role r
                join user_role ur on ur.tenant_id = r.tenant_id and ur.role_id = r.id
                join app_user u on u.tenant_id = ur.tenant_id and u.id = ur.user_id
                where r.tenant_id = :tenant and r.privileges @> array[:privilege] and not u.disabled)""";

    /**
     * Makes a change that takes roles, or everything, from an enabled user whose row is locked. Fails with 409 if it would
     * leave no enabled user with Manage roles. Changes of users without that privilege do not wait for each other.
     */
    public <T> Uni<T> whileTakingFrom(Tenant tenant, UUID userId, Supplier<Uni<T>> change) {
        return isManager(tenant, userId).chain(is -> is ? whileTaking(tenant, change) : change.get());
    }

    /**
     * Makes a change that takes away Manage roles. Such changes of a tenant wait for each other. Fails with 409 for the same
     * reason.
     */
    <T> Uni<T> whileTaking(Tenant tenant, Supplier<Uni<T>> change) {
        return AdvisoryLocks.lock("role managers " + tenant.id()).chain(() -> change.get()).call(() -> Panache.flush())
                .call(() -> requireOne(tenant));
    }

    /** Locks the user's roles: none of them can be changed until the transaction ends. */
    private static Uni<Boolean> isManager(Tenant tenant, UUID userId) {
        return OpenTransaction.rows(HELD, tenant.id(), userId).map(roles -> roles.stream()
                .anyMatch(role -> Privilege.named((String) role[0]).contains(Privilege.MANAGE_ROLES)));
    }

    private Uni<Void> requireOne(Tenant tenant) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(HAS_MANAGER, Boolean.class).setParameter("tenant", tenant.id())
                        .setParameter("privilege", Privilege.MANAGE_ROLES.name()).getSingleResult())
                .invoke(left -> {
                    if (!left) {
                        throw Failure.conflict("this would leave no enabled user with the privilege Manage roles");
                    }
                }).replaceWithVoid();
    }
}
