package org.callroster.directory;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The names of what a user is to be given. Absent (null) means: no team, no skills; for roles, those flagged for newly created
 * users if {@code defaultRoles}. With a {@code userId} the current roles and supervised teams of that user are looked up too.
 */
public record NamesToResolve(String team, Collection<String> skills, List<String> roles, boolean defaultRoles, UUID userId) {

    public static NamesToResolve forNewUser(String team, Collection<String> skills, List<String> roles) {
        return new NamesToResolve(team, skills, roles, roles == null, null);
    }

    public static NamesToResolve forUser(UUID userId, String team, Collection<String> skills, List<String> roles) {
        return new NamesToResolve(team, skills, roles, false, userId);
    }
}
