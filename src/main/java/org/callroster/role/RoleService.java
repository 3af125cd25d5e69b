package org.callroster.role;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.header.Preconditions;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class RoleService {

    private final RoleRepository roles;
    private final RoleManagers managers;
    private final AuditLog audit;

    RoleService(RoleRepository roles, RoleManagers managers, AuditLog audit) {
        this.roles = roles;
        this.managers = managers;
        this.audit = audit;
    }

    public Uni<List<RoleView>> all(Tenant tenant) {
        return roles.all(tenant);
    }

    /**
     * Creates or changes a role. Fails with 403 if it has, or is to get, a privilege the caller lacks; with 404 if the role to
     * rename does not exist; with 409; with 412.
     */
    @WithTransaction
    public Uni<RoleView> put(Caller caller, String name, RoleChange change, Preconditions conditions) {
        change.check(new Checks(), "", name).orFail();
        Tenant tenant = caller.tenant();
        return (change.renames(name) ? roles.byName(tenant, name) : roles.byNameOrNew(tenant, name))
                .invoke(role -> conditions.require(role.isNew ? null : RoleView.of(role).etag()))
                .call(role -> change.takesManageRoles(role)
                        ? managers.whileTaking(tenant, () -> write(caller, change, role))
                        : write(caller, change, role))
                .map(RoleView::of);
    }

    /** Writes a role. Call inside a transaction. */
    public Uni<Void> write(Caller caller, RoleChange change) {
        return roles.byNameOrNew(caller.tenant(), change.name()).chain(role -> write(caller, change, role));
    }

    private Uni<Void> write(Caller caller, RoleChange change, Role role) {
        caller.requireAll(role.privileges());
        Map<String, Object> before = role.isNew ? Map.of() : role.attributes();
        String name = role.name;
        change.applyTo(role);
        caller.requireAll(role.privileges());
        Changed changed = Changed.between(before, role.attributes());
        return changed.isNothing() ? Uni.createFrom().voidItem()
                : roles.write(role).chain(() -> audit
                        .record(AuditEntry.by(caller, kind(role.isNew, changed.names()), name).changing(changed)));
    }

    private static AuditKind kind(boolean isNew, Set<String> changed) {
        if (!isNew && changed.contains(Role.PRIVILEGES)) {
            return AuditKind.ROLE_PRIVILEGES_CHANGED;
        }
        return !isNew && changed.contains(Role.NAME) ? AuditKind.ROLE_RENAMED : AuditKind.ROLE_WRITTEN;
    }

    /** Fails with 404 if there is no such role, 403 if it has a privilege the caller lacks, 409 if users have it, 412. */
    @WithTransaction
    public Uni<Void> delete(Caller caller, String name, Preconditions conditions) {
        Tenant tenant = caller.tenant();
        return roles.byName(tenant, name)
                .invoke(role -> conditions.require(RoleView.of(role).etag()))
                .invoke(role -> caller.requireAll(role.privileges()))
                .call(role -> roles.usage(tenant, role).invoke(usage -> usage.requireNone("role")))
                .call(roles::remove)
                .chain(gone -> audit.record(AuditEntry.by(caller, AuditKind.ROLE_DELETED, name)
                        .changing(Changed.deleted(gone.attributes()))));
    }

    /** Creates the roles that every tenant starts with. */
    public Uni<Void> createPredefined(Tenant tenant) {
        return Multi.createFrom().items(PredefinedRole.values())
                .onItem().transformToUniAndConcatenate(role -> create(tenant, role)).collect().last().replaceWithVoid();
    }

    private Uni<Role> create(Tenant tenant, PredefinedRole predefined) {
        return roles.byNameOrNew(tenant, predefined.label).invoke(role -> {
            role.setPrivileges(predefined.privileges);
            role.assignToNewUsers = predefined.assignToNewUsers;
        });
    }
}
