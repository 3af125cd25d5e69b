package org.callroster.assignment;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The roles of users. */
@ApplicationScoped
public class UserRoles implements PanacheRepositoryBase<UserRole, UserRole.Key> {

    /**
     * Gives a user whose row is locked exactly the wanted roles. Fails with 404 if one was deleted meanwhile.
     *
     * @param held the roles that the user has now
     */
    public Uni<Void> replace(Tenant tenant, UUID userId, Set<UUID> held, Set<UUID> wanted) {
        return remove(tenant, userId, without(held, wanted)).chain(() -> add(tenant, userId, without(wanted, held)));
    }

    /** Gives a new user roles, at the next flush. */
    public Uni<Void> give(UUID tenantId, UUID userId, Set<UUID> roles) {
        return roles.isEmpty() ? Uni.createFrom().voidItem()
                : persist(roles.stream().map(role -> UserRole.of(tenantId, userId, role)));
    }

    private static Set<UUID> without(Set<UUID> roles, Set<UUID> others) {
        return roles.stream().filter(role -> !others.contains(role)).collect(Collectors.toSet());
    }

    private Uni<Long> remove(Tenant tenant, UUID userId, Set<UUID> roles) {
        return roles.isEmpty() ? Uni.createFrom().item(0L)
                : delete("tenantId = ?1 and userId = ?2 and roleId in ?3", tenant.id(), userId, roles);
    }

    private Uni<Void> add(Tenant tenant, UUID userId, Set<UUID> roles) {
        return roles.isEmpty() ? Uni.createFrom().voidItem()
                : persist(roles.stream().map(role -> UserRole.of(tenant.id(), userId, role)))
                        .chain(() -> flush())
                        .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.notFound("Role not found"));
    }
}
