package org.callroster.secret;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.database.Ids;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/**
 * A user has at most two live secrets: the one in use, and the one that will replace it. Add one only while the user's row is
 * locked; otherwise concurrent calls would not count each other's secret.
 */
@ApplicationScoped
public class ApiSecretRepository implements PanacheRepositoryBase<ApiSecret, ApiSecretKey> {

    private static final int MAX_LIVE = 2;

    private static final String ALL = """
            select id, created_at, last_used_at, expires_at
            from api_secret where tenant_id = $1 and user_id = $2 order by id""";

    private final Database database;

    ApiSecretRepository(Database database) {
        this.database = database;
    }

    /** Adds the first secret of a new user. */
    public Uni<UUID> addFirst(Tenant tenant, UUID userId, String secret) {
        return insert(tenant, userId, secret, null);
    }

    /** Adds a secret and returns its id. Only the newest of the other live ones is kept, for the change-over. */
    public Uni<UUID> replaceOldest(Tenant tenant, UUID userId, String secret) {
        return removeExpired(tenant, userId)
                .chain(() -> delete("""
                        tenantId = ?1 and userId = ?2 and id < (
                            select max(id) from ApiSecret where tenantId = ?1 and userId = ?2)""", tenant.id(), userId))
                .chain(() -> insert(tenant, userId, secret, null));
    }

    /**
     * Adds a secret and returns its id. Fails with 409 if the user has two live ones; expired ones are deleted first. {@code expiresAt} is null
     * for never.
     */
    public Uni<UUID> add(Tenant tenant, UUID userId, String secret, Instant expiresAt) {
        return removeExpired(tenant, userId)
                .chain(() -> count("tenantId = ?1 and userId = ?2", tenant.id(), userId))
                .invoke(ApiSecretRepository::requireRoom)
                .chain(() -> insert(tenant, userId, secret, expiresAt));
    }

    /** Oldest first. Includes expired secrets, which stay until the next one is made. */
    Uni<List<SecretView>> all(Tenant tenant, UUID userId) {
        return database.list(ALL, tenant.id(), userId).map(rows -> rows.stream().map(SecretView::of).toList());
    }

    /** Tokens obtained with the secret end with it. Fails with 404. */
    public Uni<Void> remove(Tenant tenant, UUID userId, UUID id) {
        return delete("tenantId = ?1 and userId = ?2 and id = ?3", tenant.id(), userId, id)
                .invoke(ApiSecretRepository::requireOne).replaceWithVoid();
    }

    /** Records the time, unless that was done within the last minute. */
    public Uni<Void> used(Tenant tenant, UUID userId, UUID id) {
        return update("""
                lastUsedAt = instant where tenantId = ?1 and userId = ?2 and id = ?3
                    and (lastUsedAt is null or lastUsedAt < instant - 1 minute)""", tenant.id(), userId, id).replaceWithVoid();
    }

    private Uni<Long> removeExpired(Tenant tenant, UUID userId) {
        return delete("tenantId = ?1 and userId = ?2 and expiresAt <= ?3", tenant.id(), userId, Instant.now());
    }

    private Uni<UUID> insert(Tenant tenant, UUID userId, String secret, Instant expiresAt) {
        ApiSecret row = new ApiSecret();
        row.tenantId = tenant.id();
        row.userId = userId;
        row.id = Ids.next();
        row.hash = ApiSecrets.hash(secret);
        row.expiresAt = expiresAt;
        return persistAndFlush(row).replaceWith(row.id);
    }

    private static void requireRoom(long living) {
        if (living >= MAX_LIVE) {
            throw Failure.conflict("the user already has two active secrets; delete one of them first");
        }
    }

    private static void requireOne(long removed) {
        if (removed == 0) {
            throw Failure.notFound("secret not found");
        }
    }
}
