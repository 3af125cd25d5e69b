package org.callroster.user;

import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.password.NewPassword;
import org.callroster.password.PasswordHistory;
import org.callroster.password.PasswordRules;
import org.callroster.policy.SecurityPolicy;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Lets users set a new password after they entered the current one. Their tokens and sessions end with the old password. */
@ApplicationScoped
public class OwnPassword {

    /**
     * The requested change.
     *
     * @param enteredHash the hash of the password that the user entered correctly
     */
    public record Change(String loginId, String password, String enteredHash) {
    }

    private final UserRepository users;
    private final PasswordHistory history;
    private final UserAudit audit;

    OwnPassword(UserRepository users, PasswordHistory history, UserAudit audit) {
        this.users = users;
        this.history = history;
        this.audit = audit;
    }

    /**
     * Fails with 403 {@code weak_password} if the policy refuses the new password or it is the current one; with 409 if the
     * current one changed meanwhile.
     *
     * @param alongside runs in the same transaction, after the user's row is locked
     */
    public Uni<Void> change(Tenant tenant, Change wanted, SecurityPolicy policy, Supplier<Uni<Void>> alongside) {
        int former = Math.max(1, policy.passwordHistory());
        return recent(tenant, wanted, policy, former)
                .chain(recent -> accepted(tenant, wanted, recent, former))
                .onFailure(OwnPassword::isRefused).transform(OwnPassword::weak)
                .chain(password -> write(tenant, wanted, password, alongside));
    }

    @WithTransaction
    Uni<List<String>> recent(Tenant tenant, Change wanted, SecurityPolicy policy, int former) {
        return users.byLogin(tenant, wanted.loginId)
                .invoke(user -> check(wanted.password, user, PasswordRules.of(tenant, policy)))
                .chain(user -> history.recent(tenant, user.id, wanted.enteredHash, former));
    }

    private Uni<NewPassword> accepted(Tenant tenant, Change wanted, List<String> recent, int former) {
        return history.hashOfNew(tenant, wanted.password, recent)
                .map(hash -> new NewPassword(hash, wanted.enteredHash, former));
    }

    @WithTransaction
    Uni<Void> write(Tenant tenant, Change wanted, NewPassword password, Supplier<Uni<Void>> alongside) {
        return users.byLogin(tenant, wanted.loginId)
                .invoke(user -> password.requireComparedWith(user.passwordHash))
                .call(() -> alongside.get())
                .call(user -> history.replace(tenant, user.id, user.passwordHash, password.history()))
                .call(user -> users.write(user.choosing(password.hash())))
                .chain(user -> audit.passwordChanged(tenant, user));
    }

    private static void check(String password, User user, PasswordRules rules) {
        rules.of(user.loginId, user.firstName, user.lastName).check(new Checks(), "newpassword", password).orFail();
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof Failure told && told.code() == ErrorCode.BAD_REQUEST;
    }

    private static Throwable weak(Throwable refused) {
        return new Failure(ErrorCode.WEAK_PASSWORD, refused.getMessage());
    }
}
