package org.callroster.user;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditLog;
import org.callroster.directory.Directory;
import org.callroster.directory.Resolved;
import org.callroster.directory.RoleManagers;
import org.callroster.directory.Wanted;
import org.callroster.password.PasswordHasher;
import org.callroster.tenant.Caller;
import org.callroster.tenant.Privilege;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Update and delete (contract section 3), and the rules of who may do what to whom (section 1). */
@ApplicationScoped
public class UserChangeService {

    private final UserRepository users;
    private final Directory directory;
    private final RoleManagers managers;
    private final LoginFailures failures;
    private final PasswordHasher hasher;
    private final AuditLog audit;

    UserChangeService(UserRepository users, Directory directory, RoleManagers managers, LoginFailures failures,
            PasswordHasher hasher, AuditLog audit) {
        this.users = users;
        this.directory = directory;
        this.managers = managers;
        this.failures = failures;
        this.hasher = hasher;
        this.audit = audit;
    }

    /**
     * Changes what is present in {@code wanted} and answers the user as he is then. Fails with 404, 403, 409 as the contract
     * says, and with 412 if {@code ifMatch} (may be null) names another version.
     */
    public Uni<UserRow> update(Caller caller, String loginId, UserAttributes wanted, String ifMatch) {
        wanted.checkChangeOf(loginId);
        Tenant tenant = caller.tenant();
        return hasher.hashIfPresent(wanted.password())
                .chain(hash -> Panache.withTransaction(() -> reach(caller, loginId, ifMatch)
                        .call(user -> wanted.isEmpty() ? Uni.createFrom().voidItem() : change(caller, user, wanted, hash))))
                .chain(() -> users.row(tenant, loginId));
    }

    /** Fails with 404, 403, 409 or 412. What hangs on the user goes with him by foreign key, but for his failures. */
    @WithTransaction
    public Uni<Void> delete(Caller caller, String loginId, String ifMatch) {
        Tenant tenant = caller.tenant();
        return reach(caller, loginId, ifMatch)
                .call(user -> directory.resolve(tenant, Wanted.forUser(user.id, null, null, null))
                        .invoke(held -> caller.requireAll(held.heldPrivileges()))
                        .chain(held -> guarded(tenant, user.isRoleManager(held.heldPrivileges()), () -> users.delete(user))))
                .call(user -> failures.clear(tenant, user.id))
                .chain(user -> audit.record(tenant, caller.loginId(), "user deleted", user.loginId));
    }

    private Uni<User> reach(Caller caller, String loginId, String ifMatch) {
        return users.byLogin(caller.tenant(), loginId)
                .invoke(user -> caller.requireTeam(user.teamId))
                .invoke(user -> Etag.require(ifMatch, user.version));
    }

    private Uni<Void> change(Caller caller, User user, UserAttributes wanted, String passwordHash) {
        Tenant tenant = caller.tenant();
        return directory.resolve(tenant, Wanted.forUser(user.id, wanted.team(), wanted.skillNames(), wanted.roles()))
                .invoke(found -> requireMayChange(caller, wanted, found))
                .chain(found -> guarded(tenant, losesRoles(user, wanted, found),
                        () -> apply(user, wanted, found, passwordHash)))
                .call(() -> passwordHash == null ? Uni.createFrom().voidItem() : failures.clear(tenant, user.id))
                .chain(() -> audit.record(tenant, caller.loginId(),
                        passwordHash == null ? "user updated" : "user updated, password set", user.loginId));
    }

    private static void requireMayChange(Caller caller, UserAttributes wanted, Resolved found) {
        caller.requireAll(found.heldPrivileges());
        caller.requireAll(found.privileges());
        if (wanted.team() != null) {
            caller.requireTeam(found.teamId());
        }
    }

    private static boolean losesRoles(User user, UserAttributes wanted, Resolved found) {
        boolean demoted = wanted.roles() != null && !found.privileges().contains(Privilege.MANAGE_ROLES);
        return user.isRoleManager(found.heldPrivileges()) && (demoted || Boolean.TRUE.equals(wanted.disabled()));
    }

    private Uni<Void> apply(User user, UserAttributes wanted, Resolved found, String passwordHash) {
        wanted.applyTo(user);
        user.teamId = wanted.team() == null ? user.teamId : found.teamId();
        user.passwordHash = passwordHash == null ? user.passwordHash : passwordHash;
        user.version++;
        return users.write(user).chain(() -> users.assign(user, wanted, found));
    }

    private <T> Uni<T> guarded(Tenant tenant, boolean takesManageRoles, Supplier<Uni<T>> change) {
        return takesManageRoles ? managers.whileChanging(tenant, change) : change.get();
    }
}
