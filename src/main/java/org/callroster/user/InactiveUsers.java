package org.callroster.user;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditLog;
import org.callroster.directory.Directory;
import org.callroster.directory.RoleManagers;
import org.callroster.directory.Wanted;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Disables accounts that were not used for as long as the policy allows, when somebody comes back to one. */
@ApplicationScoped
public class InactiveUsers {

    private static final String ACTOR = "security policy";

    private final UserRepository users;
    private final Directory directory;
    private final RoleManagers managers;
    private final AuditLog audit;

    InactiveUsers(UserRepository users, Directory directory, RoleManagers managers, AuditLog audit) {
        this.users = users;
        this.directory = directory;
        this.managers = managers;
        this.audit = audit;
    }

    /** False if the last user with Manage roles would be shut out, and with him the tenant. */
    public Uni<Boolean> disable(Tenant tenant, String loginId) {
        return Panache.withTransaction(() -> users.byLogin(tenant, loginId)
                .chain(user -> directory.resolve(tenant, Wanted.forUser(user.id, null, null, null))
                        .chain(held -> user.isRoleManager(held.heldPrivileges())
                                ? managers.whileChanging(tenant, () -> disable(tenant, user))
                                : disable(tenant, user))))
                .replaceWith(true).onFailure(InactiveUsers::isLast).recoverWithItem(false);
    }

    private Uni<Void> disable(Tenant tenant, User user) {
        user.disable();
        user.version++;
        return users.write(user).chain(() -> audit.record(tenant, ACTOR, "user disabled, not used", user.loginId));
    }

    private static boolean isLast(Throwable failure) {
        return failure instanceof Failure told && told.code() == ErrorCode.CONFLICT;
    }
}
