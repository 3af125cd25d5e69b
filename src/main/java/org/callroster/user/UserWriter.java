package org.callroster.user;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.assignment.UserRoles;
import org.callroster.assignment.UserSkills;
import org.callroster.attribute.UserAttributes;
import org.callroster.directory.ResolvedNames;
import org.callroster.extension.ExtensionPools;
import org.callroster.extension.ExtensionTaken;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/** Writes users with their extensions, roles and skills. Call inside a transaction. */
@ApplicationScoped
class UserWriter {

    private final UserRepository users;
    private final ExtensionPools extensions;
    private final UserRoles roles;
    private final UserSkills skills;

    UserWriter(UserRepository users, ExtensionPools extensions, UserRoles roles, UserSkills skills) {
        this.users = users;
        this.extensions = extensions;
        this.roles = roles;
        this.skills = skills;
    }

    /**
     * Writes a user to whom the attributes have been applied. Absent roles and skills stay as they are. Fails with 409 if the
     * login id is taken, {@link ExtensionTaken} if the extension is, 404 if what a name stands for was deleted meanwhile.
     *
     * @param takesExtension whether the user gets the next free extension
     */
    Uni<Void> write(Tenant tenant, User user, UserAttributes wanted, ResolvedNames found, boolean takesExtension) {
        return write(tenant, user, wanted, found, takesExtension, users::write);
    }

    /** The same for a user who was changed, but the row is written at the next flush, which fails in place of this. */
    Uni<Void> writeLater(Tenant tenant, User user, UserAttributes wanted, ResolvedNames found, boolean takesExtension) {
        return write(tenant, user, wanted, found, takesExtension, users::writeLater);
    }

    private Uni<Void> write(Tenant tenant, User user, UserAttributes wanted, ResolvedNames found, boolean takesExtension,
            Function<User, Uni<Void>> row) {
        return (takesExtension ? extensions.take(tenant).invoke(user::setExtension) : Uni.createFrom().nullItem())
                .chain(() -> row.apply(user))
                .chain(() -> assignRoles(tenant, user, wanted, found))
                .chain(() -> assignSkills(tenant, user, wanted, found));
    }

    /** Gives a new user roles, at the next flush. */
    Uni<Void> giveRoles(User user, ResolvedNames found) {
        return roles.give(user.tenantId, user.id, found.roleIds());
    }

    /** Gives a new user skills, at the next flush. */
    Uni<Void> giveSkills(User user, UserAttributes given, ResolvedNames found) {
        return given.skills() == null ? Uni.createFrom().voidItem()
                : skills.give(user.tenantId, user.id, levels(given, found));
    }

    private Uni<Void> assignRoles(Tenant tenant, User user, UserAttributes wanted, ResolvedNames found) {
        return wanted.roles() == null && found.roles().isEmpty() ? Uni.createFrom().voidItem()
                : roles.replace(tenant, user.id, found.heldRoleIds(), found.roleIds());
    }

    private Uni<Void> assignSkills(Tenant tenant, User user, UserAttributes wanted, ResolvedNames found) {
        return wanted.skills() == null ? Uni.createFrom().voidItem() : skills.replace(tenant, user.id, levels(wanted, found));
    }

    private static Map<UUID, Integer> levels(UserAttributes wanted, ResolvedNames found) {
        return wanted.skills().entrySet().stream()
                .collect(Collectors.toMap(skill -> found.skills().get(skill.getKey()), Map.Entry::getValue));
    }
}
