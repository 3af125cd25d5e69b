package org.callroster.role;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.callroster.caller.Privilege;

/** The roles that every tenant starts with. */
public enum PredefinedRole {

    SYSTEM_ADMINISTRATOR("System Administrator", Set.of(Privilege.values()), false),
    SUPERVISOR("Supervisor", Set.of(Privilege.MANAGE_USERS, Privilege.USE_AGENT_DESKTOP, Privilege.USE_WALLBOARD), false),
    AGENT("Agent", Set.of(Privilege.USE_AGENT_DESKTOP), true);

    public final String label;
    final Set<Privilege> privileges;
    final boolean assignToNewUsers;

    PredefinedRole(String label, Set<Privilege> privileges, boolean assignToNewUsers) {
        this.label = label;
        this.privileges = privileges;
        this.assignToNewUsers = assignToNewUsers;
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(role -> role.label).toList();
    }
}
