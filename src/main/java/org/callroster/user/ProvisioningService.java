package org.callroster.user;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.attribute.NewUser;
import org.callroster.attribute.ProvisionedChange;
import org.callroster.caller.Caller;
import org.callroster.extension.ExtensionTaken;
import org.callroster.header.Preconditions;
import org.callroster.password.NewPassword;
import org.callroster.password.PasswordHistory;
import org.callroster.policy.SecurityPolicies;
import org.callroster.policy.SecurityPolicy;
import org.callroster.profile.ProvisionedRow;

import io.smallrye.mutiny.Uni;

/**
 * Changes users for identity providers, which know them by their ids. The caller must manage users and all teams. Hashes
 * passwords between two transactions, never inside one.
 */
@ApplicationScoped
public class ProvisioningService {

    private static final int TRIES = 3;

    private final UserService users;
    private final ProvisioningTransactions transactions;
    private final SecurityPolicies policies;
    private final PasswordHistory passwords;

    ProvisioningService(UserService users, ProvisioningTransactions transactions, SecurityPolicies policies,
            PasswordHistory passwords) {
        this.users = users;
        this.transactions = transactions;
        this.policies = policies;
        this.passwords = passwords;
    }

    /** Fails with 400, 403, 404 or 409 as the create call does. */
    public Uni<ProvisionedRow> create(Caller caller, NewUser wanted) {
        return users.provision(caller, wanted);
    }

    /** Fails with 400, 403, 404, 409 or 412. Changes nothing, and no version, if nothing differs. */
    public Uni<ProvisionedRow> change(Caller caller, UUID id, ProvisionedChange wanted) {
        return policies.forPassword(caller.tenant(), wanted.password())
                .chain(policy -> wanted.password() == null ? write(caller, id, wanted, null)
                        : setPassword(caller, id, wanted, policy));
    }

    private Uni<ProvisionedRow> setPassword(Caller caller, UUID id, ProvisionedChange wanted, SecurityPolicy policy) {
        return Uni.createFrom().deferred(() -> transactions.knownPasswords(caller, id, wanted, policy))
                .chain(known -> passwords.hashOfNew(caller.tenant(), wanted.password(), known.recent())
                        .map(hash -> new NewPassword(hash, known.inForce(), policy.passwordHistory())))
                .chain(password -> write(caller, id, wanted, password))
                .onFailure(NewPassword.ComparedTooEarly.class).retry().atMost(TRIES);
    }

    /** A concurrent call may explicitly claim the number that was taken from the pool. */
    private Uni<ProvisionedRow> write(Caller caller, UUID id, ProvisionedChange wanted, NewPassword password) {
        return Uni.createFrom().deferred(() -> transactions.change(caller, id, wanted, password))
                .onFailure(failure -> failure instanceof ExtensionTaken && wanted.takesNextExtension())
                .retry().atMost(TRIES);
    }

    /** Fails with 403, 404, 409 or 412. */
    public Uni<Void> delete(Caller caller, UUID id, Preconditions conditions) {
        return transactions.delete(caller, id, conditions);
    }
}
