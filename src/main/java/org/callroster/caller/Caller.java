package org.callroster.caller;

import org.callroster.tenant.Tenant;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import org.callroster.error.Failure;

/** The user on whose behalf a call is made, with what he may do now. */
public record Caller(Tenant tenant, UUID userId, String loginId, Set<Privilege> privileges, Set<UUID> supervisedTeams) {

    public boolean has(Privilege privilege) {
        return privileges.contains(privilege);
    }

    public boolean seesAllTeams() {
        return has(Privilege.MANAGE_ALL_TEAMS);
    }

    /** 403 unless members of the team are in this caller's reach. */
    public void requireTeam(UUID teamId) {
        if (!seesAllTeams() && !supervisedTeams.contains(teamId)) {
            throw Failure.forbidden("the caller does not supervise this team");
        }
    }

    /**
     * 403 unless the caller may change, delete or act for a user with these privileges and supervised teams: else the caller
     * could act as that user, with more power than their own.
     */
    public void requireMayChange(Collection<Privilege> held, Collection<UUID> supervised) {
        requireAll(held);
        if (!seesAllTeams() && !supervisedTeams.containsAll(supervised)) {
            throw Failure.forbidden("the user supervises a team that the caller does not");
        }
    }

    /**
     * 403 unless the caller holds all of these himself: nobody gives or takes over more than he has. Privileges without power
     * over the tenant are anybody's to give, so that a script need not be an agent to make one.
     */
    public void requireAll(Collection<Privilege> wanted) {
        if (!wanted.stream().filter(Privilege::isAdministrative).allMatch(privileges::contains)) {
            throw Failure.forbidden("the caller lacks a privilege that is involved here");
        }
    }
}
