package org.callroster.directory;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.error.Failure;

/**
 * The rows behind the names of a {@link NamesToResolve}, all of them found.
 *
 * @param heldRoles the roles that the user has now
 * @param supervisedTeams the teams that the user supervises now
 */
public record ResolvedNames(UUID teamId, Map<String, UUID> skills, List<RoleRow> roles, List<RoleRow> heldRoles,
        Set<UUID> supervisedTeams) {

    static final String NO_TEAM = "user team not found";

    /** Fails with 404, with the message from contract section 1, if a name was not found. */
    ResolvedNames requireAllOf(NamesToResolve wanted) {
        require(wanted.team() == null || teamId != null, NO_TEAM);
        require(wanted.roles() == null || names(roles).containsAll(wanted.roles()), "Role not found");
        require(wanted.skills() == null || skills.keySet().containsAll(wanted.skills()), "Skill not found");
        return this;
    }

    /** The privileges of the roles to be assigned. */
    public Set<Privilege> privileges() {
        return privileges(roles);
    }

    /** 403 if the caller may not change the user, given their current roles and teams (contract section 1). */
    public void requireMayBeChangedBy(Caller caller) {
        caller.requireMayChange(privileges(heldRoles), supervisedTeams);
    }

    /** True if the user would lose a role when given exactly the requested ones. */
    public boolean takesARole() {
        return !roles.containsAll(heldRoles);
    }

    public Set<UUID> roleIds() {
        return ids(roles);
    }

    public Set<UUID> heldRoleIds() {
        return ids(heldRoles);
    }

    private static Set<UUID> ids(List<RoleRow> roles) {
        return roles.stream().map(RoleRow::id).collect(Collectors.toSet());
    }

    private static Set<Privilege> privileges(List<RoleRow> roles) {
        return roles.stream().map(RoleRow::privileges).flatMap(Collection::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Privilege.class)));
    }

    private static Set<String> names(List<RoleRow> roles) {
        return roles.stream().map(RoleRow::name).collect(Collectors.toSet());
    }

    static void require(boolean found, String notFound) {
        if (!found) {
            throw Failure.notFound(notFound);
        }
    }
}
