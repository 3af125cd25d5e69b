package org.callroster.authentication;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.limit.RateLimits;
import org.callroster.lock.Credential;
import org.callroster.lock.LockService;
import org.callroster.lock.LoginAttempt;
import org.callroster.lock.LoginFailures;
import org.callroster.lock.Reservation;
import org.callroster.password.PasswordHasher;
import org.callroster.policy.SecurityPolicies;
import org.callroster.tenant.LogFields;
import org.callroster.tenant.LoginKey;

import io.smallrye.mutiny.Uni;

/** Verifies passwords. Each attempt is reserved first, so that parallel attempts cannot bypass the lock. */
@ApplicationScoped
public class PasswordAuthentication {

    private final AccountRepository accounts;
    private final SecurityPolicies policies;
    private final LockService locks;
    private final PasswordHasher hasher;
    private final RateLimits limits;
    private final String unmatchableHash;

    PasswordAuthentication(AccountRepository accounts, SecurityPolicies policies, LockService locks, PasswordHasher hasher,
            RateLimits limits) {
        this.accounts = accounts;
        this.policies = policies;
        this.locks = locks;
        this.hasher = hasher;
        this.limits = limits;
        this.unmatchableHash = hasher.unmatchable();
    }

    /**
     * Verifies a password and then does what is allowed. Fails with 401 {@code authentication_failed}, 403
     * {@code account_locked} or {@code wait_before_login}, in the same steps for known and unknown logins; with 429 after too
     * many failures; with 503, without a reservation, while too many passwords wait to be hashed.
     */
    public <T> Uni<T> authenticate(PasswordCredentials credentials, Function<AuthenticatedAccount, Uni<? extends T>> allowed) {
        return limits.guess(credentials.from(), LoginKey.of(credentials.username()), LoginRefused.class,
                () -> accounts.tenant(credentials).chain(hasher::requireRoom)
                        .chain(() -> accounts.find(credentials)).invoke(PasswordAuthentication::nameInLog)
                        .chain(account -> reserved(credentials, account)).chain(allowed),
                () -> limited(credentials));
    }

    private Uni<Void> limited(PasswordCredentials credentials) {
        return accounts.tenant(credentials)
                .chain(tenant -> locks.limited(tenant, credentials.username(), Credential.PASSWORD, credentials.from()));
    }

    private static void nameInLog(Account account) {
        if (account.isKnown()) {
            LogFields.user(account.tenant(), account.loginId());
        }
    }

    private Uni<AuthenticatedAccount> reserved(PasswordCredentials credentials, Account account) {
        LoginAttempt attempt = credentials.attempt(account);
        return locks.reserve(attempt).chain(reservation -> switch (reservation.state()) {
            case LOCKED -> Uni.createFrom().failure(LoginRefused.locked());
            case WAIT -> Uni.createFrom().failure(tooSoon());
            case GRANTED -> compared(credentials, account, attempt, reservation);
        });
    }

    private Uni<AuthenticatedAccount> compared(PasswordCredentials credentials, Account account, LoginAttempt attempt,
            Reservation reservation) {
        String hash = account.passwordHash() == null ? unmatchableHash : account.passwordHash();
        return hasher.verify(account.tenant(), credentials.password(), hash)
                .onFailure().call(() -> locks.giveBack(attempt, reservation))
                .call(right -> right ? Uni.createFrom().voidItem() : locks.failed(attempt, reason(account), reservation))
                .chain(right -> right ? policies.of(account.tenant()) : Uni.createFrom().failure(LoginRefused.wrong()))
                .map(policy -> new AuthenticatedAccount(account, policy, reservation));
    }

    private static String reason(Account account) {
        return account.isKnown() ? "wrong password" : "unknown login";
    }

    /**
     * Fails with 403 {@code wait_before_login} if the reservation of a right password had expired.
     *
     * @param inTime the result of {@link LoginFailures#forget}
     */
    public static void requireInTime(boolean inTime) {
        if (!inTime) {
            throw tooSoon();
        }
    }

    private static Failure tooSoon() {
        return new Failure(ErrorCode.WAIT_BEFORE_LOGIN,
                "another login of this account is in progress or was too recent; try again later");
    }
}
