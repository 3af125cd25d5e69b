package org.callroster.password;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Former passwords of users. The policy counts the current password as the first; only the others are kept here. */
@ApplicationScoped
public class PasswordHistory implements PanacheRepositoryBase<FormerPassword, FormerPassword.Key> {

    private static final String INSERT = """
            insert into FormerPassword (tenantId, userId, hash, at)
            values (?1, ?2, ?3, function('clock_timestamp' as Instant))""";

    private final PasswordHasher hasher;

    PasswordHistory(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    /** The hashes that a new password must not match, at most {@code history}. Call inside a transaction. */
    public Uni<List<String>> recent(Tenant tenant, UUID userId, String inForce, int history) {
        return history == 0 || inForce == null ? Uni.createFrom().item(List.of())
                : newestFirst(tenant, userId).map(former -> Stream.concat(Stream.of(inForce), former.stream())
                        .limit(history).toList());
    }

    private Uni<List<String>> newestFirst(Tenant tenant, UUID userId) {
        return find("tenantId = ?1 and userId = ?2 order by at desc", tenant.id(), userId).list()
                .map(former -> former.stream().map(password -> password.hash).toList());
    }

    /**
     * Checks and hashes a new password. Fails with 400 if it was used before. Hold no session: each comparison takes as long as
     * a hash.
     */
    public Uni<String> hashOfNew(Tenant tenant, String password, List<String> recent) {
        return hasher.verifyAny(tenant, password, recent).invoke(PasswordHistory::requireNew)
                .chain(() -> hasher.hash(tenant, password));
    }

    /**
     * Stores the replaced password, and deletes those beyond the policy's history. Call inside a transaction in which the user
     * is locked.
     */
    public Uni<Void> replace(Tenant tenant, UUID userId, String replaced, int history) {
        return newestFirst(tenant, userId)
                .chain(former -> delete(tenant, userId, former.stream().skip(Math.max(0, history - 2)).toList()))
                .chain(() -> replaced != null && history > 1 ? insert(tenant, userId, replaced) : Uni.createFrom().voidItem());
    }

    private Uni<Long> delete(Tenant tenant, UUID userId, List<String> hashes) {
        return hashes.isEmpty() ? Uni.createFrom().item(0L)
                : delete("tenantId = ?1 and userId = ?2 and hash in ?3", tenant.id(), userId, hashes);
    }

    /** At the time of the change: a transaction that waited for the user's row began before the change it waited for. */
    private Uni<Void> insert(Tenant tenant, UUID userId, String hash) {
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                .setParameter(2, userId).setParameter(3, hash).executeUpdate()).replaceWithVoid();
    }

    private static void requireNew(boolean wasUsed) {
        if (wasUsed) {
            throw Failure.badField("password", "was used before");
        }
    }
}
