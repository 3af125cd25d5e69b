package org.callroster.introspection;

import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.bearer.CallerRepository;
import org.callroster.caller.Caller;
import org.callroster.database.Statements;
import org.callroster.error.DatabaseErrors;
import org.callroster.token.AccessToken;

import io.smallrye.mutiny.Uni;

/** Tokens ended before they expire. {@link CallerRepository} checks them, so revocation takes effect on every node. */
@ApplicationScoped
class RevokedTokens {

    /** Rows are kept a few minutes beyond the token's life, for clocks that differ; then they are not needed. */
    private static final String ADD = """
            with dead as (
                delete from revoked_token where tenant_id = $1 and expires_at < now() - interval '5 minutes')
            insert into revoked_token (tenant_id, user_id, jti, expires_at) values ($1, $2, $3, $4)
            on conflict do nothing""";

    private final Statements statements;

    RevokedTokens(Statements statements) {
        this.statements = statements;
    }

    /** The tokens of a deleted user have ended already, so a missing user is not a failure. */
    Uni<Void> add(Caller owner, AccessToken token) {
        return statements.all(ADD, owner.tenant().id(), owner.userId(), token.id(), token.expiresAt().atOffset(ZoneOffset.UTC))
                .replaceWithVoid()
                .onFailure(DatabaseErrors::isBrokenReference).recoverWithNull();
    }
}
