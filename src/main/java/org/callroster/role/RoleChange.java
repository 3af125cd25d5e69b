package org.callroster.role;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.callroster.caller.Privilege;
import org.callroster.values.Checks;

/**
 * The requested state of a role. Absent values stay as they are; a new role starts without privileges and is not for new users.
 * Another name than the one in the path renames.
 */
public record RoleChange(String name, List<String> privileges, Boolean assignToNewUsers) {

    public Checks check(Checks checks, String prefix, String pathName) {
        checks.text(prefix + "name", pathName).clearable(prefix + "name", name, Checks.TEXT_LENGTH);
        for (int i = 0; privileges != null && i < privileges.size(); i++) {
            checks.that(Privilege.labelled(privileges.get(i)).isPresent(), prefix + "privileges[" + i + "]",
                    "is not a privilege: " + privileges.get(i));
        }
        return checks;
    }

    /** Call only after {@link #check}. */
    Set<Privilege> wantedPrivileges() {
        return privileges.stream().map(p -> Privilege.labelled(p).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Privilege.class)));
    }

    boolean takesManageRoles(Role role) {
        return privileges != null && role.privileges().contains(Privilege.MANAGE_ROLES)
                && !wantedPrivileges().contains(Privilege.MANAGE_ROLES);
    }

    boolean renames(String pathName) {
        return name != null && !name.isEmpty() && !name.equals(pathName);
    }

    void applyTo(Role role) {
        if (renames(role.name)) {
            role.name = name;
        }
        if (privileges != null) {
            role.setPrivileges(wantedPrivileges());
        }
        if (assignToNewUsers != null) {
            role.assignToNewUsers = assignToNewUsers;
        }
    }
}
