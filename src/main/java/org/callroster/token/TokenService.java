package org.callroster.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.lock.LockService;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/** The client credentials grant (RFC 6749 §4.4). */
@ApplicationScoped
class TokenService {

    /** Contract section 2. */
    private static final Duration LIFE = Duration.ofHours(1);
    private static final UUID NOBODY = new UUID(0, 0);
    private static final ClientRow UNKNOWN = new ClientRow(
            new Client(new Tenant(NOBODY, ""), NOBODY, "", 0, NOBODY), null, true, false, false);

    private final ClientRepository clients;
    private final LockService locks;
    private final TokenIssuer issuer;

    TokenService(ClientRepository clients, LockService locks, TokenIssuer issuer) {
        this.clients = clients;
        this.locks = locks;
        this.issuer = issuer;
    }

    /**
     * Two round trips at most, one for a client that was seen within the minute. Fails with {@link InvalidClient}: an unknown
     * tenant or login, a wrong secret, a disabled and a locked account take the same steps to it.
     */
    Uni<TokenView> grant(ClientCredentials request) {
        return clients.find(request)
                .chain(rows -> authenticated(request, rows))
                .map(client -> token(client, request.scope()));
    }

    private Uni<Client> authenticated(ClientCredentials request, List<ClientRow> rows) {
        List<ClientRow> candidates = rows.isEmpty() ? List.of(UNKNOWN) : rows;
        Optional<ClientRow> matching = candidates.stream().filter(row -> row.matches(request.clientSecret())).findFirst();
        return matching.filter(row -> !row.shut()).map(this::accepted)
                .orElseGet(() -> refused(request, candidates.get(0), matching.isPresent()));
    }

    /** A right secret on a locked or disabled account is no failure to count; the statement is sent all the same. */
    private Uni<Client> refused(ClientCredentials request, ClientRow row, boolean rightSecret) {
        UUID counted = rightSecret ? NOBODY : row.client().userId();
        return locks.secretFailed(row.client().tenant(), counted).chain(() -> Uni.createFrom().failure(
                new InvalidClient(request.byBasic())));
    }

    private Uni<Client> accepted(ClientRow row) {
        return row.hasFailures() || row.lastUseIsOld()
                ? clients.succeeded(row.client()).replaceWith(row.client())
                : Uni.createFrom().item(row.client());
    }

    private TokenView token(Client client, String scope) {
        Instant now = Instant.now();
        Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = issuedAt.plus(LIFE);
        long remaining = now.until(expiresAt, ChronoUnit.SECONDS);
        return new TokenView(issuer.issue(client, issuedAt, expiresAt), "Bearer", Long.toString(remaining), scope);
    }
}
