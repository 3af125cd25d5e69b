package org.callroster.introspection;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.bearer.CallerRepository;
import org.callroster.caller.Caller;
import org.callroster.error.DatabaseErrors;
import org.callroster.token.AccessToken;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Tokens ended before they expire. {@link CallerRepository} checks them, so revocation takes effect on every node. */
@ApplicationScoped
class RevokedTokens implements PanacheRepositoryBase<RevokedToken, RevokedToken.Key> {

    private static final String INSERT = """
            insert into RevokedToken (tenantId, userId, jti, expiresAt) values (?1, ?2, ?3, ?4) on conflict do nothing""";

    /** The tokens of a deleted user have ended already, so a missing user is not a failure. */
    Uni<Void> add(Caller owner, AccessToken token) {
        return replaceExpired(owner, token).onFailure(DatabaseErrors::isBrokenReference).recoverWithNull();
    }

    /** Rows are kept a few minutes beyond the token's life, for clocks that differ; then they are not needed. */
    @WithTransaction
    Uni<Void> replaceExpired(Caller owner, AccessToken token) {
        return delete("tenantId = ?1 and expiresAt < instant - 5 minute", owner.tenant().id())
                .chain(() -> insert(owner, token));
    }

    private Uni<Void> insert(Caller owner, AccessToken token) {
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, owner.tenant().id())
                .setParameter(2, owner.userId()).setParameter(3, token.id()).setParameter(4, token.expiresAt())
                .executeUpdate()).replaceWithVoid();
    }
}
