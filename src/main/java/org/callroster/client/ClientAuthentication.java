package org.callroster.client;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.limit.RateLimits;
import org.callroster.lock.Credential;
import org.callroster.lock.LockService;
import org.callroster.lock.LoginAttempt;
import org.callroster.lock.Subject;
import org.callroster.tenant.LogFields;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/** Authenticates clients by their API secret (RFC 6749 §2.3.1) and counts failures. */
@ApplicationScoped
public class ClientAuthentication {

    private final ClientRepository clients;
    private final LockService locks;
    private final RateLimits limits;

    ClientAuthentication(ClientRepository clients, LockService locks, RateLimits limits) {
        this.clients = clients;
        this.locks = locks;
        this.limits = limits;
    }

    /**
     * At most two round trips, one for a client seen within the last minute, plus one for a tenant not seen within the last
     * second. Fails with {@link InvalidClient}, in the same steps for an unknown tenant or login, a wrong secret, a disabled
     * and a locked account; with 429 after too many failures.
     */
    public Uni<Client> authenticate(ClientCredentials request) {
        return limits.guess(request.from(), LoginKey.of(request.clientId()), InvalidClient.class, () -> compared(request),
                () -> limited(request));
    }

    /** Whose tokens are wanted; {@link Tenant#UNKNOWN} if there is no such tenant. */
    public Uni<Tenant> tenant(ClientCredentials request) {
        return clients.tenant(request);
    }

    private Uni<Void> limited(ClientCredentials request) {
        return clients.tenant(request)
                .chain(tenant -> locks.limited(tenant, request.clientId(), Credential.SECRET, request.from()));
    }

    private Uni<Client> compared(ClientCredentials request) {
        List<byte[]> hashes = request.hashes();
        return clients.find(request).invoke(rows -> nameInLog(rows.get(0)))
                .chain(rows -> authenticated(request, rows, hashes));
    }

    private static void nameInLog(ClientRow row) {
        if (!row.isUnknown()) {
            LogFields.user(row.client().tenant(), row.client().loginId());
        }
    }

    /**
     * If the request may mean two users, a failure counts against the first, and neither gets in while one of them is locked;
     * otherwise guesses at the second would never lock anything.
     */
    private Uni<Client> authenticated(ClientCredentials request, List<ClientRow> rows, List<byte[]> hashes) {
        Optional<ClientRow> matching = rows.stream().filter(row -> hashes.stream().anyMatch(row::hasHash)).findFirst();
        return matching.filter(row -> rows.stream().noneMatch(ClientRow::shut)).map(this::accepted)
                .orElseGet(() -> refused(request, matching.orElse(rows.get(0)), matching.isPresent()));
    }

    /** The right secret of a locked or disabled account does not count as a failure, but takes the same time. */
    private Uni<Client> refused(ClientCredentials request, ClientRow row, boolean rightSecret) {
        Uni<Void> counted = rightSecret ? locks.refused(attempt(request, row, unknownLogin(request, row)), "account shut")
                : row.isUnknown() ? locks.failed(attempt(request, row, unknownLogin(request, row)), "unknown login")
                : locks.failed(attempt(request, row, user(row)), "wrong secret");
        return counted.chain(() -> Uni.createFrom().failure(new InvalidClient(request.byBasic())));
    }

    private static LoginAttempt attempt(ClientCredentials request, ClientRow row, Subject subject) {
        String loginId = row.isUnknown() ? request.clientId() : row.client().loginId();
        return new LoginAttempt(subject, loginId, Credential.SECRET, request.from());
    }

    private static Subject user(ClientRow row) {
        return Subject.user(row.client().tenant(), row.client().userId());
    }

    private static Subject unknownLogin(ClientCredentials request, ClientRow row) {
        Tenant tenant = row.client().tenant();
        return tenant.equals(Tenant.UNKNOWN) ? Subject.unknownLogin(request.tenants().toString(), request.clientId())
                : Subject.unknownLogin(tenant, request.clientId());
    }

    private Uni<Client> accepted(ClientRow row) {
        return row.hasFailures() || row.lastUseIsOld()
                ? clients.succeeded(row.client()).replaceWith(row.client())
                : Uni.createFrom().item(row.client());
    }
}
