package org.callroster.introspection;

import org.callroster.bearer.CallerRepository;
import org.callroster.token.AccessToken;

import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.DatabaseErrors;
import org.callroster.caller.Caller;
import org.callroster.database.Statements;

import io.smallrye.mutiny.Uni;

/** Tokens that were ended before their time: {@link CallerRepository} looks there, so it bites on every node. */
@ApplicationScoped
class RevokedTokens {

    /** A few minutes over the life of the token, for clocks that differ; then nobody need know of it. */
    private static final String ADD = """
            with dead as (
                delete from revoked_token where tenant_id = $1 and expires_at < now() - interval '5 minutes')
            insert into revoked_token (tenant_id, user_id, jti, expires_at) values ($1, $2, $3, $4)
            on conflict do nothing""";

    private final Statements statements;

    RevokedTokens(Statements statements) {
        this.statements = statements;
    }

    /** A user who is gone takes his tokens with him, so that is no failure. */
    Uni<Void> add(Caller owner, AccessToken token) {
        return statements.all(ADD, owner.tenant().id(), owner.userId(), token.id(), token.expiresAt().atOffset(ZoneOffset.UTC))
                .replaceWithVoid()
                .onFailure(DatabaseErrors::isBrokenReference).recoverWithNull();
    }
}
