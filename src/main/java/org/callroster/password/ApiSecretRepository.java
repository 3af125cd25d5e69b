package org.callroster.password;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class ApiSecretRepository implements PanacheRepositoryBase<ApiSecret, ApiSecretKey> {

    /** Adds a secret to a user's. Of those he had the newest stays alive beside it, for the time of the change-over. */
    public Uni<Void> add(Tenant tenant, UUID userId, String secret) {
        return delete("""
                tenantId = ?1 and userId = ?2 and id < (
                    select max(id) from ApiSecret where tenantId = ?1 and userId = ?2)""", tenant.id(), userId)
                .chain(() -> persist(ApiSecret.of(tenant, userId, secret)))
                .replaceWithVoid();
    }
}
