package org.callroster.console.names;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.caller.Privilege;

/** What each privilege lets people do. */
public final class PrivilegeWords {

    private static final Set<Privilege> OF_MANAGE_USERS =
            EnumSet.of(Privilege.VIEW_USERS, Privilege.UNLOCK_USERS, Privilege.RESET_PASSWORDS);
    private static final Map<Privilege, String> WORDS = words();

    private PrivilegeWords() {
    }

    private static Map<Privilege, String> words() {
        Map<Privilege, String> words = new EnumMap<>(Privilege.class);
        words.put(Privilege.MANAGE_USERS, "Create, change, disable, delete and import users. Includes the next three.");
        words.put(Privilege.VIEW_USERS, "Find users, and see why they can’t log in.");
        words.put(Privilege.UNLOCK_USERS, "Open accounts that are locked after wrong passwords.");
        words.put(Privilege.RESET_PASSWORDS, "Give users a new password, and end their sessions.");
        words.put(Privilege.MANAGE_ALL_TEAMS, "All of this for the users of every team, not only of the teams they supervise.");
        words.put(Privilege.MANAGE_TEAMS, "Create, rename and delete teams.");
        words.put(Privilege.MANAGE_ROLES, "Decide what each role allows, up to what they may do themselves.");
        words.put(Privilege.MANAGE_SKILLS, "Create, rename and delete skills.");
        words.put(Privilege.MANAGE_PHONES, "Say where each access number leads, and which extensions new users get.");
        words.put(Privilege.MANAGE_SECURITY_POLICY, "Set the rules for passwords, locks and sessions.");
        words.put(Privilege.VIEW_AUDIT, "See who changed what, and when.");
        words.put(Privilege.INTROSPECT_TOKENS, "For a service: ask whether an access token is valid.");
        words.put(Privilege.USE_AGENT_DESKTOP, "Log in to the agent desktop.");
        words.put(Privilege.USE_WALLBOARD, "Log in to the wallboard.");
        return words;
    }

    /** A privilege as a box of a form. */
    public record Choice(String label, String words, boolean isContained, boolean isChosen) {
    }

    static List<Choice> choices(Collection<Privilege> chosen) {
        return Arrays.stream(Privilege.values())
                .map(p -> new Choice(p.label(), WORDS.get(p), OF_MANAGE_USERS.contains(p), chosen.contains(p))).toList();
    }

    /** In short: {@code Manage users, view audit}. */
    static String summary(Set<Privilege> held) {
        boolean all = Arrays.stream(Privilege.values()).filter(Privilege::isAdministrative).allMatch(held::contains);
        Stream<String> rest = held.stream().filter(p -> all ? !p.isAdministrative() : !isImplied(p, held))
                .map(p -> p.label().toLowerCase(Locale.ENGLISH));
        String words = Stream.concat(all ? Stream.of("everything an administrator can do") : Stream.of(), rest)
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "Nothing here" : words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1);
    }

    private static boolean isImplied(Privilege p, Set<Privilege> held) {
        return held.contains(Privilege.MANAGE_USERS) && OF_MANAGE_USERS.contains(p);
    }
}
