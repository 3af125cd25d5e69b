package org.callroster.caller;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

/** The user on whose behalf a call is made, with their current privileges, also those contained in others, and
 * supervised teams. */
public record Caller(Tenant tenant, UUID userId, String loginId, Set<Privilege> privileges, Set<UUID> supervisedTeams) {

    public Caller {
        privileges = Privilege.withContained(privileges);
    }

    public boolean has(Privilege privilege) {
        return privileges.contains(privilege);
    }

    public boolean seesAllTeams() {
        return has(Privilege.MANAGE_ALL_TEAMS);
    }

    /** 403 unless the caller may act on members of the team. */
    public void requireTeam(UUID teamId) {
        if (!seesAllTeams() && !supervisedTeams.contains(teamId)) {
            throw Failure.forbidden("the caller does not supervise this team");
        }
    }

    /**
     * 403 unless the caller may change, delete or act for a user with these privileges and supervised teams. Otherwise the
     * caller could act as that user, with more power than their own.
     */
    public void requireMayChange(Collection<Privilege> held, Collection<UUID> supervised) {
        requireAll(held);
        if (!seesAllTeams() && !supervisedTeams.containsAll(supervised)) {
            throw Failure.forbidden("the user supervises a team that the caller does not");
        }
    }

    /**
     * 403 unless the caller holds all of these: callers cannot grant or take over more than they have. Any caller may grant
     * privileges without power over the tenant, so that a script need not be an agent to create one.
     */
    public void requireAll(Collection<Privilege> wanted) {
        if (!wanted.stream().filter(Privilege::isAdministrative).allMatch(privileges::contains)) {
            throw Failure.forbidden("the caller lacks a privilege that this change requires");
        }
    }
}
