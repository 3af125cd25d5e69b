package org.callroster.user;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditLog;
import org.callroster.role.RoleManagers;
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
    private final RoleManagers managers;
    private final AuditLog audit;

    InactiveUsers(UserRepository users, RoleManagers managers, AuditLog audit) {
        this.users = users;
        this.managers = managers;
        this.audit = audit;
    }

    /**
     * Answers whether the account is disabled. It is not if somebody let the user in meanwhile, or if it is the last with Manage
     * roles: then the tenant would be shut out.
     *
     * @param lastUsed when the account was used, or the user let in, for the last time that the caller knows of
     */
    public Uni<Boolean> disable(Tenant tenant, String loginId, Instant lastUsed) {
        return Panache.withTransaction(() -> users.byLogin(tenant, loginId)
                .chain(user -> user.disabled || user.isLetInAfter(lastUsed) ? Uni.createFrom().item(user.disabled)
                        : managers.whileTakingFrom(tenant, user.id, () -> disable(tenant, user)).replaceWith(true)))
                .onFailure(InactiveUsers::isLast).recoverWithItem(false);
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
