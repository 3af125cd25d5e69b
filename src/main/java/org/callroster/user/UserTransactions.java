package org.callroster.user;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.attribute.UserAttributes;
import org.callroster.attribute.UserChange;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.directory.Directory;
import org.callroster.directory.NamesToResolve;
import org.callroster.directory.ResolvedNames;
import org.callroster.header.Etag;
import org.callroster.header.Preconditions;
import org.callroster.lock.LoginFailures;
import org.callroster.password.NewPassword;
import org.callroster.password.PasswordHistory;
import org.callroster.password.PasswordRules;
import org.callroster.policy.SecurityPolicy;
import org.callroster.role.RoleManagers;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** The transactions that change users on behalf of a caller, with the permission rules of contract section 1. */
@ApplicationScoped
class UserTransactions {

    /**
     * The passwords that a new one must not match.
     *
     * @param inForce the hash of the current password; null if there is none
     */
    record KnownPasswords(String inForce, List<String> recent) {
    }

    private final UserRepository users;
    private final UserWriter writer;
    private final Directory directory;
    private final RoleManagers managers;
    private final LoginFailures failures;
    private final PasswordHistory passwords;
    private final UserAudit audit;

    UserTransactions(UserRepository users, UserWriter writer, Directory directory, RoleManagers managers,
            LoginFailures failures,
            PasswordHistory passwords, UserAudit audit) {
        this.users = users;
        this.writer = writer;
        this.directory = directory;
        this.managers = managers;
        this.failures = failures;
        this.passwords = passwords;
        this.audit = audit;
    }

    /**
     * Reads the user's passwords after all checks that need none of them. Checks permissions first: the reason for refusing a
     * password reveals the user's names and passwords.
     */
    @WithTransaction
    Uni<KnownPasswords> knownPasswords(Caller caller, String loginId, UserChange wanted, Preconditions conditions,
            SecurityPolicy policy) {
        Tenant tenant = caller.tenant();
        return reach(caller, loginId, conditions)
                .call(user -> resolve(caller, user, wanted))
                .invoke(user -> wanted.checkPasswordOf(user.attributes(), PasswordRules.of(tenant, policy)))
                .chain(user -> passwords.recent(tenant, user.id, user.passwordHash, policy.passwordHistory())
                        .map(recent -> new KnownPasswords(user.passwordHash, recent)));
    }

    /** @param password null to keep the current one */
    @WithTransaction
    Uni<Void> update(Caller caller, String loginId, UserChange wanted, Preconditions conditions, NewPassword password) {
        return reach(caller, loginId, conditions)
                .chain(user -> wanted.isEmpty() ? Uni.createFrom().voidItem()
                        : change(caller, user, wanted, password).replaceWithVoid());
    }

    @WithTransaction
    Uni<Void> delete(Caller caller, String loginId, Preconditions conditions) {
        return reach(caller, loginId, conditions).chain(user -> delete(caller, user));
    }

    /** Deletes a user whose row is locked. Fails with 403 or 409. */
    Uni<Void> delete(Caller caller, User user) {
        return directory.resolve(caller.tenant(), NamesToResolve.allHeldBy(user.id))
                .invoke(found -> found.requireMayBeChangedBy(caller))
                .chain(found -> delete(caller, user, found.held()));
    }

    private Uni<Void> delete(Caller caller, User user, ResolvedNames.Held held) {
        Tenant tenant = caller.tenant();
        return taking(tenant, user, () -> users.remove(user))
                .chain(() -> failures.clear(tenant, user.id))
                .chain(() -> audit.deleted(caller, user, held));
    }

    @WithTransaction
    Uni<Void> enable(Tenant tenant, String loginId, String actor) {
        return users.byLogin(tenant, loginId).chain(user -> enable(tenant, user, actor));
    }

    private Uni<Void> enable(Tenant tenant, User user, String actor) {
        Map<String, Object> before = user.attributes();
        return users.write(user.reEnabled())
                .chain(() -> audit.enabled(tenant, actor, user, Changed.between(before, user.attributes())));
    }

    private Uni<User> reach(Caller caller, String loginId, Preconditions conditions) {
        return users.byLogin(caller.tenant(), loginId)
                .invoke(user -> caller.requireTeam(user.teamId))
                .invoke(user -> conditions.require(Etag.of(user.version)));
    }

    private Uni<Boolean> change(Caller caller, User user, UserChange wanted, NewPassword password) {
        return resolve(caller, user, wanted)
                .call(() -> password == null ? Uni.createFrom().voidItem() : replacePassword(caller.tenant(), user, password))
                .chain(found -> apply(caller, user, wanted, found, false));
    }

    /**
     * Changes a user whose row is locked, as far as the caller may. False if nothing changes that clients see. Fails with 409
     * for the last user with Manage roles.
     *
     * @param later whether the user's row is written at the next flush, with others; otherwise it is written at once
     */
    Uni<Boolean> apply(Caller caller, User user, UserChange wanted, ResolvedNames found, boolean later) {
        return isTaking(wanted, found) ? taking(caller.tenant(), user, () -> write(caller, user, wanted, found, later))
                : write(caller, user, wanted, found, later);
    }

    /** Resolves the wanted names. Fails with 404, or with 403 if the caller may not assign them to this user. */
    private Uni<ResolvedNames> resolve(Caller caller, User user, UserChange wanted) {
        return directory.resolve(caller.tenant(), wanted.names(user.id))
                .invoke(found -> requireMayChange(caller, wanted, found));
    }

    /** A password set by an administrator ends a lock. */
    Uni<Void> replacePassword(Tenant tenant, User user, NewPassword password) {
        password.requireComparedWith(user.passwordHash);
        return passwords.replace(tenant, user.id, user.passwordHash, password.history())
                .invoke(() -> user.setPassword(password.hash()))
                .call(() -> failures.clear(tenant, user.id));
    }

    static void requireMayChange(Caller caller, UserChange wanted, ResolvedNames found) {
        found.requireMayBeChangedBy(caller);
        caller.requireAll(found.privileges());
        if (wanted.attributes().team() != null) {
            caller.requireTeam(found.teamId());
        }
    }

    private static boolean isTaking(UserChange wanted, ResolvedNames found) {
        return wanted.disables() || wanted.attributes().roles() != null && found.takesARole();
    }

    /** Raises the version only if something changes that clients see, or the password. */
    private Uni<Boolean> write(Caller caller, User user, UserChange wanted, ResolvedNames found, boolean later) {
        UserAttributes attributes = wanted.attributes();
        Map<String, Object> before = UserAudit.before(user, attributes, found.held());
        UserFields.set(user, attributes);
        UserFields.set(user, wanted.provided());
        user.teamId = attributes.team() == null ? user.teamId : found.teamId();
        Supplier<Changed> changed =
                () -> Changed.between(before, UserAudit.after(user, attributes, found, wanted.password() != null));
        if (changed.get().isNothing() && !wanted.wantsNextExtension()) {
            return Uni.createFrom().item(false);
        }
        user.version++;
        boolean takesExtension = wanted.wantsNextExtension();
        return (later ? writer.writeLater(caller.tenant(), user, attributes, found, takesExtension)
                : writer.write(caller.tenant(), user, attributes, found, takesExtension))
                .chain(() -> audit.updated(caller, user, changed.get())).replaceWith(true);
    }

    /** Disabled users do not count as holders of Manage roles, so no check is needed. */
    private <T> Uni<T> taking(Tenant tenant, User user, Supplier<Uni<T>> change) {
        return user.disabled ? change.get() : managers.whileTakingFrom(tenant, user.id, change);
    }
}
