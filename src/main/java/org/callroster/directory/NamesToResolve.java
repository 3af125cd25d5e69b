package org.callroster.directory;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The names of what a user is to be given. Absent (null) means: no team, no skills; for roles, those flagged for newly created
 * users if {@code defaultRoles}. With a {@code userId} the current roles and supervised teams of that user are looked up too.
 *
 * @param loginKey a login id that the user is to have; null if there is no other
 * @param heldTeam whether the user's current team is looked up, {@code heldSkills} the same for the skills
 */
public record NamesToResolve(String loginKey, String team, Collection<String> skills, List<String> roles, boolean defaultRoles,
        UUID userId, boolean heldTeam, boolean heldSkills) {

    public static NamesToResolve forNewUser(String loginKey, String team, Collection<String> skills, List<String> roles) {
        return new NamesToResolve(loginKey, team, skills, roles, roles == null, null, false, false);
    }

    public static NamesToResolve forUser(UUID userId, String team, Collection<String> skills, List<String> roles) {
        return new NamesToResolve(null, team, skills, roles, false, userId, team != null, skills != null);
    }

    /** The same, for a user who is to have another login id. */
    public NamesToResolve renaming(String newLoginKey) {
        return new NamesToResolve(newLoginKey, team, skills, roles, defaultRoles, userId, heldTeam, heldSkills);
    }

    /** Whether there is nothing to look up. */
    public boolean isNothing() {
        return team == null && (skills == null || skills.isEmpty()) && (roles == null || roles.isEmpty()) && !defaultRoles
                && userId == null;
    }

    /** What decides about who may change the user. */
    public static NamesToResolve heldBy(UUID userId) {
        return forUser(userId, null, null, null);
    }

    /** Everything that the user has. */
    public static NamesToResolve allHeldBy(UUID userId) {
        return new NamesToResolve(null, null, null, null, false, userId, true, true);
    }
}
