package org.callroster.console.names;

import org.callroster.role.RoleView;

/** A role in a list. */
public record RoleLine(String name, String allows, boolean isForNewUsers, long users) {

    static RoleLine of(RoleView role, long users) {
        return new RoleLine(role.name(), PrivilegeWords.summary(role.privileges()), role.assignToNewUsers(), users);
    }
}
