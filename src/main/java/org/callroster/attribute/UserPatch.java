package org.callroster.attribute;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.callroster.caller.Privilege;
import org.callroster.directory.NamesToResolve;
import org.callroster.directory.ResolvedNames;
import org.callroster.values.Checks;

/**
 * The same change for many users (fleet section 3, By filter). Absent parts change nothing.
 *
 * @param addSkills their levels by name
 * @param unlock true ends the lock of the account
 * @param endSessions true ends the user's login sessions; access tokens stay
 */
public record UserPatch(String team, List<String> addRoles, List<String> removeRoles, Map<String, Integer> addSkills,
        List<String> removeSkills, Boolean disabled, Boolean changePassword, Boolean unlock, Boolean endSessions) {

    /** Throws 400 if a value is not possible, or nothing is to be changed. */
    public void check() {
        Checks checks = new Checks();
        attributes(null, addRoles, addSkills).check(checks, "change.");
        attributes(null, removeRoles, null).check(checks, "change.");
        names(removeSkills).forEach(skill -> checks.text("change.removeSkills", skill));
        checks.that(unlock == null || unlock, "change.unlock", "must be true if present")
                .that(endSessions == null || endSessions, "change.endSessions", "must be true if present")
                .that(!privileges().isEmpty(), "change", "is empty").orFail();
    }

    public boolean unlocks() {
        return unlock != null;
    }

    public boolean endsSessions() {
        return endSessions != null;
    }

    /** What the caller must have: a help desk may unlock, and end sessions as by a new password. */
    public Set<Privilege> privileges() {
        Set<Privilege> needed = EnumSet.noneOf(Privilege.class);
        if (Stream.of(team, addRoles, removeRoles, addSkills, removeSkills, disabled).anyMatch(Objects::nonNull)) {
            needed.add(Privilege.MANAGE_USERS);
        }
        if (changePassword != null || endsSessions()) {
            needed.add(Privilege.RESET_PASSWORDS);
        }
        if (unlocks()) {
            needed.add(Privilege.UNLOCK_USERS);
        }
        return needed;
    }

    /** Everything that must exist. */
    public NamesToResolve names() {
        return NamesToResolve.forUser(null, team,
                Stream.concat(addSkills == null ? Stream.of() : addSkills.keySet().stream(), names(removeSkills)).toList(),
                Stream.concat(names(addRoles), names(removeRoles)).distinct().toList());
    }

    private static Stream<String> names(List<String> given) {
        return given == null ? Stream.of() : given.stream();
    }

    public WantedChange of(String login) {
        return new WantedChange() {

            @Override
            public String loginId() {
                return login;
            }

            @Override
            public NamesToResolve names(UUID userId) {
                return NamesToResolve.forUser(userId, team, addSkills == null ? null : addSkills.keySet(), addRoles);
            }

            @Override
            public UserChange of(ResolvedNames.Held held) {
                return new UserChange(attributes(login, roles(held), skills(held)));
            }
        };
    }

    private List<String> roles(ResolvedNames.Held held) {
        if (addRoles == null && removeRoles == null) {
            return null;
        }
        Set<String> roles = new LinkedHashSet<>(ResolvedNames.names(held.roles()));
        names(addRoles).forEach(roles::add);
        names(removeRoles).forEach(roles::remove);
        return new ArrayList<>(roles);
    }

    private Map<String, Integer> skills(ResolvedNames.Held held) {
        if (addSkills == null && removeSkills == null) {
            return null;
        }
        Map<String, Integer> skills = new HashMap<>(held.skills());
        skills.putAll(addSkills == null ? Map.of() : addSkills);
        names(removeSkills).forEach(skills::remove);
        return skills;
    }

    private UserAttributes attributes(String login, List<String> roles, Map<String, Integer> skills) {
        return new UserAttributes(login, null, null, team, null, changePassword, null, null, null, null, disabled, skills,
                roles);
    }
}
