package org.callroster.directory;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.Failure;
import org.callroster.tenant.Advisory;
import org.callroster.tenant.Privilege;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Keeps a tenant from losing its last enabled user with Manage roles (contract section 1). */
@ApplicationScoped
public class RoleManagers {

    private static final String ONE_IS_LEFT = """
            select exists (
                select 1 from role r
                join user_role ur on ur.tenant_id = r.tenant_id and ur.role_id = r.id
                join app_user u on u.tenant_id = ur.tenant_id and u.id = ur.user_id
                where r.tenant_id = :tenant and r.privileges @> array[:privilege] and not u.disabled)""";

    /**
     * Makes a change that takes Manage roles from somebody, in the caller's transaction. Such changes wait for each other,
     * so two that each take it from one of the last two can't both succeed. Fails with 409 if nobody is left.
     */
    public <T> Uni<T> whileChanging(Tenant tenant, Supplier<Uni<T>> change) {
        return Advisory.lock("role managers " + tenant.id()).chain(() -> change.get()).call(() -> Panache.flush())
                .call(() -> requireOne(tenant));
    }

    /** 409 unless one is left. */
    private Uni<Void> requireOne(Tenant tenant) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(ONE_IS_LEFT, Boolean.class).setParameter("tenant", tenant.id())
                        .setParameter("privilege", Privilege.MANAGE_ROLES.name()).getSingleResult())
                .invoke(left -> {
                    if (!left) {
                        throw Failure.conflict("this would leave no enabled user with the privilege Manage roles");
                    }
                }).replaceWithVoid();
    }
}
