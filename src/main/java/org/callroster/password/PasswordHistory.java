package org.callroster.password;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Former passwords of users. The policy counts the current password as the first; only the others are kept here. */
@ApplicationScoped
public class PasswordHistory {

    private static final String FORMER = """
            select hash from password_history where tenant_id = :tenant and user_id = :user order by at desc limit :former""";

    /**
     * The time is that of the change, not of the transaction's start: a transaction that waited for the user's row changes the
     * user later.
     */
    private static final String REPLACE =
            """
            with gone as (delete from password_history where tenant_id = :tenant and user_id = :user and hash not in (
                select hash from password_history where tenant_id = :tenant and user_id = :user order by at desc limit :others))
            insert into password_history (tenant_id, user_id, at, hash)
            select cast(:tenant as uuid), cast(:user as uuid), clock_timestamp(), cast(:hash as text) where cast(:keep as boolean)""";

    private final PasswordHasher hasher;

    PasswordHistory(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    /** The hashes that a new password must not match, at most {@code history}. Needs an open session. */
    public Uni<List<String>> recent(Tenant tenant, UUID userId, String inForce, int history) {
        if (history == 0 || inForce == null) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(FORMER, String.class).setParameter("tenant", tenant.id())
                        .setParameter("user", userId).setParameter("former", history - 1).getResultList())
                .map(former -> Stream.concat(Stream.of(inForce), former.stream()).toList());
    }

    /**
     * Checks and hashes a new password. Fails with 400 if it was used before. Hold no session: each comparison takes as long as
     * a hash.
     */
    public Uni<String> hashOfNew(String password, List<String> recent) {
        return hasher.verifyAny(password, recent).invoke(PasswordHistory::requireNew).chain(() -> hasher.hash(password));
    }

    /** Stores the replaced password, and deletes those beyond the policy's history. Needs an open transaction. */
    public Uni<Void> replace(Tenant tenant, UUID userId, String replaced, int history) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(REPLACE).setParameter("tenant", tenant.id()).setParameter("user", userId)
                        .setParameter("others", Math.max(0, history - 2)).setParameter("hash", replaced)
                        .setParameter("keep", replaced != null && history > 1).executeUpdate())
                .replaceWithVoid();
    }

    private static void requireNew(boolean wasUsed) {
        if (wasUsed) {
            throw Failure.badField("password", "was used before");
        }
    }
}
