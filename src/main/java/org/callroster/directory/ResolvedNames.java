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

/**
 * The rows behind the names of a {@link NamesToResolve}, all of them found.
 *
 * @param formerHolder the user who gave up the wanted login id lately; null for none
 */
public record ResolvedNames(UUID teamId, Map<String, UUID> skills, List<RoleRow> roles, Held held, UUID formerHolder) {

    static final String NO_TEAM = "user team not found";

    /**
     * What the user has now, as far as it was looked up.
     *
     * @param team its name; null if not looked up
     * @param skills their levels by name
     */
    public record Held(String team, List<RoleRow> roles, Map<String, Integer> skills, Set<UUID> supervisedTeams) {
    }

    /** Of a user who keeps what they hold. */
    public static ResolvedNames nothingBut(Held held) {
        return new ResolvedNames(null, Map.of(), List.of(), held, null);
    }

    /** The same for a new user, who has what it was given. */
    public ResolvedNames given() {
        return holding(new Held(null, roles, Map.of(), Set.of()));
    }

    /** The same for a user who has all of these. */
    public ResolvedNames holding(Held all) {
        return new ResolvedNames(teamId, skills, roles, all, formerHolder);
    }

    /** Fails with 404, with the message from contract section 1, if a name was not found. */
    ResolvedNames requireAllOf(NamesToResolve wanted) {
        require(wanted.team() == null || teamId != null, NO_TEAM);
        requireRoles(wanted.roles());
        require(wanted.skills() == null || skills.keySet().containsAll(wanted.skills()), "Skill not found");
        return this;
    }

    private void requireRoles(List<String> wanted) {
        if (wanted != null && !names(roles).containsAll(wanted)) {
            throw new UnknownRole();
        }
    }

    /** The privileges of the roles to be assigned. */
    public Set<Privilege> privileges() {
        return privileges(roles);
    }

    /** 403 if the caller may not change the user, given their current roles and teams (contract section 1). */
    public void requireMayBeChangedBy(Caller caller) {
        caller.requireMayChange(privileges(held.roles), held.supervisedTeams);
    }

    /** True if the user would lose a role when given exactly the requested ones. */
    public boolean takesARole() {
        return !roles.containsAll(held.roles);
    }

    public Set<UUID> roleIds() {
        return ids(roles);
    }

    public Set<UUID> heldRoleIds() {
        return ids(held.roles);
    }

    private static Set<UUID> ids(List<RoleRow> roles) {
        return roles.stream().map(RoleRow::id).collect(Collectors.toSet());
    }

    private static Set<Privilege> privileges(List<RoleRow> roles) {
        return roles.stream().map(RoleRow::privileges).flatMap(Collection::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Privilege.class)));
    }

    /** Sorted. */
    public static List<String> names(List<RoleRow> roles) {
        return roles.stream().map(RoleRow::name).sorted().toList();
    }

    static void require(boolean found, String notFound) {
        if (!found) {
            throw new UnknownName(notFound);
        }
    }
}
