package org.callroster.user;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.attribute.UserChange;
import org.callroster.caller.Caller;
import org.callroster.extension.ExtensionTaken;
import org.callroster.header.Preconditions;
import org.callroster.password.GeneratedPassword;
import org.callroster.password.NewPassword;
import org.callroster.password.PasswordHistory;
import org.callroster.password.PasswordRules;
import org.callroster.policy.SecurityPolicies;
import org.callroster.policy.SecurityPolicy;
import org.callroster.profile.UserRow;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/** Updates and deletes users (contract section 3). Hashes passwords between two transactions, never inside one. */
@ApplicationScoped
public class UserChangeService {

    private static final int TRIES_FOR_A_PASSWORD = 3;
    private static final int TRIES_FOR_AN_EXTENSION = 3;

    private final UserRepository users;
    private final UserTransactions transactions;
    private final SecurityPolicies policies;
    private final PasswordHistory passwords;

    UserChangeService(UserRepository users, UserTransactions transactions, SecurityPolicies policies,
            PasswordHistory passwords) {
        this.users = users;
        this.transactions = transactions;
        this.policies = policies;
        this.passwords = passwords;
    }

    /**
     * Changes the attributes present in {@code wanted} and returns the changed user. Fails with 404, 403, 409, 412 as the
     * contract says.
     */
    public Uni<UserRow> update(Caller caller, String loginId, UserChange wanted, Preconditions conditions) {
        Tenant tenant = caller.tenant();
        wanted.requireAllowed(caller);
        return policies.forPassword(tenant, wanted.password())
                .invoke(policy -> wanted.check(loginId, PasswordRules.of(tenant, policy)))
                .chain(policy -> wanted.password() == null ? write(caller, loginId, wanted, conditions, null)
                        : setPassword(caller, loginId, wanted, conditions, policy))
                .chain(() -> users.row(tenant, loginId));
    }

    /** Sets a generated password, which has to be changed at the next login, and returns it. Fails as {@link #update} does. */
    public Uni<String> generatePassword(Caller caller, String loginId) {
        return generatePassword(caller, loginId, true);
    }

    /** @param mustChange whether it has to be changed at the next login */
    public Uni<String> generatePassword(Caller caller, String loginId, boolean mustChange) {
        return policies.of(caller.tenant()).map(policy -> GeneratedPassword.next(policy.passwordMinLength()))
                .call(password -> update(caller, loginId, UserChange.ofPassword(password, mustChange), Preconditions.NONE));
    }

    private Uni<Void> setPassword(Caller caller, String loginId, UserChange wanted, Preconditions conditions,
            SecurityPolicy policy) {
        return Uni.createFrom().deferred(() -> transactions.knownPasswords(caller, loginId, wanted, conditions, policy))
                .chain(known -> passwords.hashOfNew(caller.tenant(), wanted.password(), known.recent())
                        .map(hash -> new NewPassword(hash, known.inForce(), policy.passwordHistory())))
                .chain(password -> write(caller, loginId, wanted, conditions, password))
                .onFailure(NewPassword.ComparedTooEarly.class).retry().atMost(TRIES_FOR_A_PASSWORD);
    }

    /** Takes another number from the pool if a concurrent call explicitly claims the assigned one. */
    private Uni<Void> write(Caller caller, String loginId, UserChange wanted, Preconditions conditions,
            NewPassword password) {
        return Uni.createFrom().deferred(() -> transactions.update(caller, loginId, wanted, conditions, password))
                .onFailure(failure -> failure instanceof ExtensionTaken && wanted.wantsNextExtension())
                .retry().atMost(TRIES_FOR_AN_EXTENSION);
    }

    /** Fails with 404, 403, 409 or 412. Foreign keys delete what belongs to the user, except the failure counts. */
    public Uni<Void> delete(Caller caller, String loginId, Preconditions conditions) {
        return transactions.delete(caller, loginId, conditions);
    }

    /** For operators with database access: enables a user, who then does not count as inactive. Fails with 404. */
    public Uni<Void> enable(Tenant tenant, String loginId, String actor) {
        return transactions.enable(tenant, loginId, actor);
    }
}
