package org.callroster.assignment;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Login ids that users gave up by a rename. For a day only the same user gets one back: tokens, logs and services beside this one
 * may take the new holder for the old one. {@link org.callroster.directory.Directory} looks them up. Call inside a transaction.
 */
@ApplicationScoped
public class FormerLogins implements PanacheRepositoryBase<FormerLogin, FormerLogins.Key> {

    record Key(UUID tenantId, String loginKey) implements Serializable {
    }

    private static final Duration KEPT = Duration.ofDays(1);

    private static final String INSERT = """
            insert into FormerLogin (tenantId, loginKey, userId, until) values (?1, ?2, ?3, ?4)
            on conflict (tenantId, loginKey) do update set userId = excluded.userId, until = excluded.until""";

    public Uni<Void> add(Tenant tenant, UUID userId, String loginKey) {
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                .setParameter(2, loginKey).setParameter(3, userId).setParameter(4, Instant.now().plus(KEPT)).executeUpdate())
                .replaceWithVoid();
    }

    /** Deletes those that anybody may have. */
    @WithTransaction
    public Uni<Long> sweep(Tenant tenant) {
        return delete("tenantId = ?1 and until <= ?2", tenant.id(), Instant.now());
    }
}
