package org.callroster.token;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.limit.RateLimits;
import org.callroster.lock.LockService;
import org.callroster.password.ApiSecrets;
import org.callroster.tenant.Tenant;
import org.callroster.user.LoginKey;

import io.smallrye.mutiny.Uni;

/** Clients prove themselves with an API secret (RFC 6749 §2.3.1): here it is compared, and what is wrong is counted. */
@ApplicationScoped
class ClientAuthentication {

    private final ClientRepository clients;
    private final LockService locks;
    private final RateLimits limits;

    ClientAuthentication(ClientRepository clients, LockService locks, RateLimits limits) {
        this.clients = clients;
        this.locks = locks;
        this.limits = limits;
    }

    /**
     * Two round trips at most, one for a client that was seen within the minute. Fails with {@link InvalidClient}: an unknown
     * tenant or login, a wrong secret, a disabled and a locked account take the same steps to it. With 429 after too many.
     */
    Uni<Client> authenticate(ClientCredentials request) {
        return limits.guess(request.from(), LoginKey.of(request.clientId()), InvalidClient.class, () -> compared(request));
    }

    private Uni<Client> compared(ClientCredentials request) {
        byte[] hash = ApiSecrets.hash(request.clientSecret());
        return clients.find(request).chain(rows -> authenticated(request, rows, hash));
    }

    private Uni<Client> authenticated(ClientCredentials request, List<ClientRow> rows, byte[] hash) {
        Optional<ClientRow> matching = rows.stream().filter(row -> row.hasHash(hash)).findFirst();
        return matching.filter(row -> !row.shut()).map(this::accepted)
                .orElseGet(() -> refused(request, rows.get(0), matching.isPresent()));
    }

    /** The right secret on a locked or disabled account is no failure to count, but takes the same time. */
    private Uni<Client> refused(ClientCredentials request, ClientRow row, boolean rightSecret) {
        Tenant tenant = row.client().tenant();
        Uni<Void> counted = row.isStranger() || rightSecret ? locks.strangerFailed(tenant, request.clientId())
                : locks.secretFailed(tenant, row.client().userId());
        return counted.chain(() -> Uni.createFrom().failure(new InvalidClient(request.byBasic())));
    }

    private Uni<Client> accepted(ClientRow row) {
        return row.hasFailures() || row.lastUseIsOld()
                ? clients.succeeded(row.client()).replaceWith(row.client())
                : Uni.createFrom().item(row.client());
    }
}
