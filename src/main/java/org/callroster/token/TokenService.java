package org.callroster.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.client.Client;
import org.callroster.client.ClientAuthentication;
import org.callroster.client.InvalidClient;
import org.callroster.key.KeyRing;
import org.callroster.key.SigningKey;
import org.callroster.limit.CallTurns;

import io.smallrye.mutiny.Uni;

/** The client credentials grant (RFC 6749 §4.4). */
@ApplicationScoped
class TokenService {

    private final ClientAuthentication clients;
    private final KeyRing keys;
    private final TokenIssuer issuer;
    private final CallTurns turns;

    TokenService(ClientAuthentication clients, KeyRing keys, TokenIssuer issuer, CallTurns turns) {
        this.clients = clients;
        this.keys = keys;
        this.issuer = issuer;
        this.turns = turns;
    }

    /** Fails with {@link InvalidClient}. */
    Uni<TokenView> grant(ClientCredentialsGrant request) {
        return clients.tenant(request.client())
                .chain(tenant -> turns.takeOpen(tenant, () -> clients.authenticate(request.client())
                        .chain(client -> keys.signing().map(key -> token(client, key, request.scope())))));
    }

    /** A token's life counts from the start of the current second, so {@code expires_in} never promises too much. */
    private TokenView token(Client client, SigningKey key, String scope) {
        Instant now = Instant.now();
        Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = client.cut(issuedAt.plus(KeyRing.MAX_TOKEN_LIFE));
        long remaining = now.until(expiresAt, ChronoUnit.SECONDS);
        return new TokenView(issuer.issue(client, key, issuedAt, expiresAt), "Bearer", Long.toString(remaining), scope);
    }
}
