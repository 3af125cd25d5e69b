package org.callroster.scim.token;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * A user has at most two live tokens: the one in use, and the one that will replace it. Change them only while the user's row is
 * locked.
 */
@ApplicationScoped
public class ScimTokenRepository implements PanacheRepositoryBase<ScimToken, TenantKey> {

    private static final String ALL = """
            select id, name, created_at, expires_at, last_used_at, last_used_from, ignore_passwords
            from scim_token where tenant_id = $1 and user_id = $2 order by id""";

    private final Database database;

    ScimTokenRepository(Database database) {
        this.database = database;
    }

    /** Oldest first, with expired ones, which stay until the next is made. */
    Uni<List<ScimTokenView>> all(Tenant tenant, UUID userId) {
        return database.list(ALL, tenant.id(), userId).map(rows -> rows.stream().map(ScimTokenView::of).toList());
    }

    /** Of the others, only the newest that has not expired is kept. Returns the ids of those that ended. */
    Uni<List<UUID>> endAllButNewest(Tenant tenant, UUID userId, Instant now) {
        return list("tenantId = ?1 and userId = ?2 order by id desc", tenant.id(), userId)
                .map(tokens -> tokens.stream().filter(token -> token.expiresAt.isAfter(now)).skip(1).map(token -> token.id)
                        .toList())
                .call(ended -> delete("tenantId = ?1 and userId = ?2 and (expiresAt <= ?3 or id in ?4)", tenant.id(), userId,
                        now, ended.isEmpty() ? List.of(userId) : ended));
    }

    Uni<Void> add(ScimToken token) {
        return persistAndFlush(token).replaceWithVoid();
    }

    /** Fails with 404. */
    Uni<Void> remove(Tenant tenant, UUID userId, UUID id) {
        return delete("tenantId = ?1 and userId = ?2 and id = ?3", tenant.id(), userId, id).invoke(removed -> {
            if (removed == 0) {
                throw Failure.notFound("token not found");
            }
        }).replaceWithVoid();
    }

    /** Notes a use, unless that was done within the last minute. */
    @WithTransaction
    public Uni<Void> used(Tenant tenant, ScimTokenValue token, String from) {
        return update("""
                lastUsedAt = instant, lastUsedFrom = ?3 where tenantId = ?1 and hash = ?2
                    and (lastUsedAt is null or lastUsedAt < instant - 1 minute)""", tenant.id(), token.hash(), from)
                .replaceWithVoid();
    }
}
