package org.callroster.role;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Privilege;
import org.callroster.database.AdvisoryLocks;
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

    private final RoleRepository roles;

    RoleManagers(RoleRepository roles) {
        this.roles = roles;
    }

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

    private Uni<Boolean> isManager(Tenant tenant, UUID userId) {
        return roles.heldBy(tenant, userId)
                .map(held -> held.stream().anyMatch(role -> role.privileges().contains(Privilege.MANAGE_ROLES)));
    }

    private Uni<Void> requireOne(Tenant tenant) {
        return roles.hasEnabledHolder(tenant, Privilege.MANAGE_ROLES).invoke(left -> {
            if (!left) {
                throw Failure.conflict("this would leave no enabled user with the privilege Manage roles");
            }
        }).replaceWithVoid();
    }
}
