package org.callroster.user;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.audit.Origin;
import org.callroster.audit.Via;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.role.RoleManagers;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Disables an account at its next use, if it was unused for longer than the policy allows. */
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
     * Returns whether the account is disabled. It stays enabled if it was enabled by hand meanwhile, or if it is the last one
     * with Manage roles: disabling that would lock out the tenant.
     *
     * @param lastUsed the latest use or enabling of the account that the caller knows of
     */
    public Uni<Boolean> disable(Tenant tenant, String loginId, Instant lastUsed) {
        return disableUnlessUsed(tenant, loginId, lastUsed).onFailure(InactiveUsers::isLast).recoverWithItem(false);
    }

    @WithTransaction
    Uni<Boolean> disableUnlessUsed(Tenant tenant, String loginId, Instant lastUsed) {
        return users.byLogin(tenant, loginId)
                .chain(user -> user.disabled || user.isEnabledAfter(lastUsed) ? Uni.createFrom().item(user.disabled)
                        : managers.whileTakingFrom(tenant, user.id, () -> disable(tenant, user)).replaceWith(true));
    }

    private Uni<Void> disable(Tenant tenant, User user) {
        user.disable();
        user.version++;
        return users.write(user).chain(() -> audit.record(
                AuditEntry.by(tenant, ACTOR, AuditKind.USER_DISABLED_AS_UNUSED, user.loginId).of(user.id)
                        .changing(Changed.between("disabled", false, true)),
                Origin.current().by(Via.SYSTEM, null)));
    }

    private static boolean isLast(Throwable failure) {
        return failure instanceof Failure told && told.code() == ErrorCode.CONFLICT;
    }
}
