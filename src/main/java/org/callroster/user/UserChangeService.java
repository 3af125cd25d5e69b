package org.callroster.user;

import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.caller.Caller;
import org.callroster.directory.Directory;
import org.callroster.directory.NamesToResolve;
import org.callroster.directory.ResolvedNames;
import org.callroster.header.Etag;
import org.callroster.header.Preconditions;
import org.callroster.lock.LoginFailures;
import org.callroster.password.PasswordHistory;
import org.callroster.password.PasswordRules;
import org.callroster.policy.SecurityPolicies;
import org.callroster.policy.SecurityPolicy;
import org.callroster.role.RoleManagers;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Updates and deletes users (contract section 3), with the permission rules of section 1. */
@ApplicationScoped
public class UserChangeService {

    private static final int TRIES_FOR_A_PASSWORD = 3;
    private static final int TRIES_FOR_AN_EXTENSION = 3;

    private final UserRepository users;
    private final Directory directory;
    private final RoleManagers managers;
    private final ExtensionPool extensions;
    private final LoginFailures failures;
    private final SecurityPolicies policies;
    private final PasswordHistory passwords;
    private final AuditLog audit;

    UserChangeService(UserRepository users, Directory directory, RoleManagers managers, ExtensionPool extensions,
            LoginFailures failures, SecurityPolicies policies, PasswordHistory passwords, AuditLog audit) {
        this.users = users;
        this.directory = directory;
        this.managers = managers;
        this.extensions = extensions;
        this.failures = failures;
        this.policies = policies;
        this.passwords = passwords;
        this.audit = audit;
    }

    /**
     * Changes the attributes present in {@code wanted} and returns the changed user. Fails with 404, 403, 409, 412 as the
     * contract says.
     */
    public Uni<UserRow> update(Caller caller, String loginId, UserChange wanted, Preconditions conditions) {
        Tenant tenant = caller.tenant();
        return policies.forPassword(tenant, wanted.password())
                .invoke(policy -> wanted.check(loginId, PasswordRules.of(tenant, policy)))
                .chain(policy -> wanted.password() == null ? write(caller, loginId, wanted, conditions, null)
                        : setPassword(caller, loginId, wanted, conditions, policy))
                .chain(() -> users.row(tenant, loginId));
    }

    private Uni<Void> setPassword(Caller caller, String loginId, UserChange wanted, Preconditions conditions,
            SecurityPolicy policy) {
        return accepted(caller, loginId, wanted, conditions, policy)
                .chain(password -> write(caller, loginId, wanted, conditions, password))
                .onFailure(NewPassword.ComparedTooEarly.class).retry().atMost(TRIES_FOR_A_PASSWORD);
    }

    /** Checks permissions first: the reason for refusing a password reveals the user's names and passwords. */
    private Uni<NewPassword> accepted(Caller caller, String loginId, UserChange wanted, Preconditions conditions,
            SecurityPolicy policy) {
        Tenant tenant = caller.tenant();
        int history = policy.passwordHistory();
        return Panache.withTransaction(() -> reach(caller, loginId, conditions)
                .call(user -> resolve(caller, user, wanted))
                .invoke(user -> wanted.checkPasswordOf(user, PasswordRules.of(tenant, policy)))
                .chain(user -> passwords.recent(tenant, user.id, user.passwordHash, history)
                        .map(recent -> new Known(user.passwordHash, recent))))
                .chain(known -> passwords.hashOfNew(wanted.password(), known.recent)
                        .map(hash -> new NewPassword(hash, known.inForce, history)));
    }

    private record Known(String inForce, List<String> recent) {
    }

    /** Takes another number from the pool if a concurrent call explicitly claims the assigned one. */
    private Uni<Void> write(Caller caller, String loginId, UserChange wanted, Preconditions conditions,
            NewPassword password) {
        return writeOnce(caller, loginId, wanted, conditions, password)
                .onFailure(failure -> failure instanceof ExtensionTaken && wanted.wantsNextExtension())
                .retry().atMost(TRIES_FOR_AN_EXTENSION);
    }

    private Uni<Void> writeOnce(Caller caller, String loginId, UserChange wanted, Preconditions conditions,
            NewPassword password) {
        return Panache.withTransaction(() -> reach(caller, loginId, conditions)
                .call(user -> wanted.isEmpty() ? Uni.createFrom().voidItem() : change(caller, user, wanted, password)))
                .replaceWithVoid();
    }

    /** Fails with 404, 403, 409 or 412. Foreign keys delete what belongs to the user, except the failure counts. */
    @WithTransaction
    public Uni<Void> delete(Caller caller, String loginId, Preconditions conditions) {
        Tenant tenant = caller.tenant();
        return reach(caller, loginId, conditions)
                .call(user -> requireMayChange(caller, user))
                .call(user -> taking(tenant, user, () -> users.remove(user)))
                .call(user -> failures.clear(tenant, user.id))
                .chain(user -> audit.record(tenant, caller.loginId(), AuditKind.USER_DELETED, user.loginId));
    }

    /** For operators with database access: enables a user, who then does not count as inactive. Fails with 404. */
    @WithTransaction
    public Uni<Void> enable(Tenant tenant, String loginId, String actor) {
        return users.byLogin(tenant, loginId)
                .call(user -> users.write(user.reEnabled()))
                .chain(user -> audit.record(tenant, actor, AuditKind.USER_ENABLED, user.loginId));
    }

    private Uni<User> reach(Caller caller, String loginId, Preconditions conditions) {
        return users.byLogin(caller.tenant(), loginId)
                .invoke(user -> caller.requireTeam(user.teamId))
                .invoke(user -> conditions.require(Etag.of(user.version)));
    }

    private Uni<Void> change(Caller caller, User user, UserChange wanted, NewPassword password) {
        Tenant tenant = caller.tenant();
        return resolve(caller, user, wanted)
                .call(() -> password == null ? Uni.createFrom().voidItem() : replacePassword(tenant, user, password))
                .chain(found -> isTaking(wanted, found) ? taking(tenant, user, () -> apply(tenant, user, wanted, found))
                        : apply(tenant, user, wanted, found))
                .chain(() -> audit.record(tenant, caller.loginId(),
                        password == null ? AuditKind.USER_UPDATED : AuditKind.USER_UPDATED_WITH_PASSWORD, user.loginId));
    }

    private Uni<Void> requireMayChange(Caller caller, User user) {
        return directory.resolve(caller.tenant(), NamesToResolve.forUser(user.id, null, null, null))
                .invoke(found -> found.requireMayBeChangedBy(caller)).replaceWithVoid();
    }

    /** Resolves the wanted names. Fails with 404, or with 403 if the caller may not assign them to this user. */
    private Uni<ResolvedNames> resolve(Caller caller, User user, UserChange wanted) {
        return directory.resolve(caller.tenant(),
                NamesToResolve.forUser(user.id, wanted.attributes().team(), wanted.attributes().skillNames(),
                        wanted.attributes().roles()))
                .invoke(found -> requireMayChange(caller, wanted, found));
    }

    /** A password set by an administrator ends a lock. */
    private Uni<Void> replacePassword(Tenant tenant, User user, NewPassword password) {
        password.requireComparedWith(user.passwordHash);
        return passwords.replace(tenant, user.id, user.passwordHash, password.history())
                .invoke(() -> user.setPassword(password.hash()))
                .call(() -> failures.clear(tenant, user.id));
    }

    private static void requireMayChange(Caller caller, UserChange wanted, ResolvedNames found) {
        found.requireMayBeChangedBy(caller);
        caller.requireAll(found.privileges());
        if (wanted.attributes().team() != null) {
            caller.requireTeam(found.teamId());
        }
    }

    private static boolean isTaking(UserChange wanted, ResolvedNames found) {
        return wanted.disables() || wanted.attributes().roles() != null && found.takesARole();
    }

    private Uni<Void> apply(Tenant tenant, User user, UserChange wanted, ResolvedNames found) {
        wanted.attributes().applyTo(user);
        user.teamId = wanted.attributes().team() == null ? user.teamId : found.teamId();
        user.version++;
        return nextExtension(tenant, user, wanted).chain(() -> users.write(user))
                .chain(() -> users.assign(user, wanted.attributes(), found));
    }

    private Uni<Void> nextExtension(Tenant tenant, User user, UserChange wanted) {
        return wanted.wantsNextExtension()
                ? extensions.take(tenant).invoke(number -> user.extension = number).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** Disabled users do not count as holders of Manage roles, so no check is needed. */
    private Uni<Void> taking(Tenant tenant, User user, Supplier<Uni<Void>> change) {
        return user.disabled ? change.get() : managers.whileTakingFrom(tenant, user.id, change);
    }
}
