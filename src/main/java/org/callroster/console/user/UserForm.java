package org.callroster.console.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.callroster.attribute.NewUser;
import org.callroster.attribute.UserAttributes;
import org.callroster.attribute.UserChange;
import org.callroster.console.Fields;
import org.callroster.error.Failure;
import org.callroster.profile.UserView;
import org.callroster.values.Texts;

/**
 * The attributes of a user as a form holds them: as text, empty for none.
 *
 * @param skills a line each, with its level
 */
public record UserForm(String loginId, String firstName, String lastName, String team, String extension, String workPhone,
        String mobilePhone, String email, boolean disabled, boolean changePassword, String skills, List<String> roles) {

    static final UserForm EMPTY = new UserForm("", "", "", "", "", "", "", "", false, false, "", List.of());

    static UserForm of(Fields fields) {
        return new UserForm(fields.text("loginId"), fields.text("firstName"), fields.text("lastName"), fields.text("team"),
                fields.text("extension"), fields.text("workPhone"), fields.text("mobilePhone"), fields.text("email"),
                fields.isSet("disabled"), fields.isSet("changePassword"), fields.text("skills"), fields.list("roles"));
    }

    static UserForm of(UserView user) {
        return new UserForm(user.loginId(), text(user.firstName()), text(user.lastName()), text(user.team()),
                text(user.extension()), text(user.workPhone()), text(user.mobilePhone()), text(user.email()), user.disabled(),
                user.changePassword(), SkillLines.of(user.skills()), user.roles());
    }

    /** A new user who works with this one. */
    static UserForm like(UserView user) {
        return new UserForm("", "", "", text(user.team()), "", "", "", "", false, false, SkillLines.of(user.skills()),
                user.roles());
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    UserForm withDisabled(boolean wanted) {
        return new UserForm(loginId, firstName, lastName, team, extension, workPhone, mobilePhone, email, wanted,
                changePassword,
                skills, roles);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Throws 400. */
    NewUser created() {
        return new NewUser(new UserAttributes(orNull(loginId), orNull(firstName), orNull(lastName), orNull(team), null,
                changePassword, orNull(extension), orNull(workPhone), orNull(mobilePhone), orNull(email), disabled,
                SkillLines.read(skills), roles));
    }

    private static String orNull(String text) {
        return Texts.nullIfEmpty(text);
    }

    /** What makes the user as the form says; what is so already is left out. Throws 400. */
    UserChange change(UserView user) {
        UserForm now = of(user);
        return new UserChange(new UserAttributes(null, changed(firstName, now.firstName), changed(lastName, now.lastName),
                changed(team, now.team), null, changePassword == now.changePassword ? null : changePassword,
                changed(extension, now.extension), changed(workPhone, now.workPhone), changed(mobilePhone, now.mobilePhone),
                changed(email, now.email), disabled == now.disabled ? null : disabled, changedSkills(user),
                changesRoles(user) ? roles : null));
    }

    private static String changed(String wanted, String now) {
        return wanted.equals(now) ? null : wanted;
    }

    private Map<String, Integer> changedSkills(UserView user) {
        Map<String, Integer> wanted = SkillLines.read(skills);
        return wanted.equals(user.skills()) ? null : wanted;
    }

    boolean changesRoles(UserView user) {
        return !Set.copyOf(roles).equals(Set.copyOf(user.roles()));
    }

    /** In which fields this form and another differ. */
    List<Conflict.Difference> differences(UserForm other) {
        Map<String, String> theirs = other.inWords();
        return inWords().entrySet().stream().filter(field -> !field.getValue().equals(theirs.get(field.getKey())))
                .map(field -> new Conflict.Difference(field.getKey(), field.getValue(), theirs.get(field.getKey()))).toList();
    }

    /** The values by what the form calls them. */
    private Map<String, String> inWords() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("First name", firstName);
        words.put("Last name", lastName);
        words.put("Team", team);
        words.put("Extension", extension);
        words.put("Work phone", workPhone);
        words.put("Mobile phone", mobilePhone);
        words.put("E-mail", email);
        words.put("Roles", String.join(", ", new TreeSet<>(roles)));
        words.put("Skills", sorted(skills).replace("\n", ", "));
        words.put("Disabled", disabled ? "yes" : "no");
        words.put("Must change the password", changePassword ? "yes" : "no");
        return words;
    }

    /** A text that can't be read stays as it is. */
    private static String sorted(String skills) {
        try {
            return SkillLines.of(new TreeMap<>(SkillLines.read(skills)));
        } catch (Failure e) {
            return skills;
        }
    }
}
