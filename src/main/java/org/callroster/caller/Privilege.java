package org.callroster.caller;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a role can allow. Clients see the label, and {@code @RolesAllowed} names it. */
public enum Privilege {

    MANAGE_USERS(Privilege.USERS),
    /** With the next two, contained in Manage users: what a help desk needs. */
    VIEW_USERS(Privilege.VIEW),
    UNLOCK_USERS(Privilege.UNLOCK),
    RESET_PASSWORDS(Privilege.RESET),
    MANAGE_ALL_TEAMS("Manage all teams"),
    MANAGE_TEAMS(Privilege.TEAMS),
    MANAGE_ROLES(Privilege.ROLES),
    MANAGE_SKILLS(Privilege.SKILLS),
    MANAGE_PHONES(Privilege.PHONES),
    MANAGE_SECURITY_POLICY(Privilege.SECURITY_POLICY),
    VIEW_AUDIT(Privilege.AUDIT),
    INTROSPECT_TOKENS("Introspect tokens"),
    USE_AGENT_DESKTOP("Use agent desktop"),
    USE_WALLBOARD("Use wallboard");

    public static final String USERS = "Manage users";
    public static final String VIEW = "View users";
    public static final String UNLOCK = "Unlock users";
    public static final String RESET = "Reset passwords";
    public static final String TEAMS = "Manage teams";
    public static final String ROLES = "Manage roles";
    public static final String SKILLS = "Manage skills";
    public static final String PHONES = "Manage phones";
    public static final String AUDIT = "View audit";
    public static final String SECURITY_POLICY = "Manage security policy";

    private static final Set<Privilege> CONTAINED = EnumSet.of(VIEW_USERS, UNLOCK_USERS, RESET_PASSWORDS);

    private final String label;

    Privilege(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    /** False for a privilege that gives no power over the tenant, only an application to log in to. */
    public boolean isAdministrative() {
        return this != USE_AGENT_DESKTOP && this != USE_WALLBOARD;
    }

    public static Optional<Privilege> labelled(String label) {
        return Arrays.stream(values()).filter(p -> p.label.equals(label)).findFirst();
    }

    /** These and the privileges that they contain. */
    static Set<Privilege> withContained(Set<Privilege> held) {
        return held.contains(MANAGE_USERS) ? Stream.concat(held.stream(), CONTAINED.stream()).collect(Collectors.toSet())
                : held;
    }

    /** By the names of the constants, which the database stores. */
    public static Set<Privilege> named(String... names) {
        return Arrays.stream(names).map(Privilege::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Privilege.class)));
    }
}
