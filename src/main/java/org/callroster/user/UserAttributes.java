package org.callroster.user;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.callroster.values.Checks;
import org.callroster.values.LenientDeserializers;
import org.callroster.values.Texts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** The attributes of a user that clients write (contract section 3). Absent ones are null. */
@JsonIgnoreProperties({ "loginInfo", "access", "etag" })
public record UserAttributes(
        String loginId,
        String firstName,
        String lastName,
        String team,
        String password,
        Boolean changePassword,
        @JsonDeserialize(using = LenientDeserializers.Digits.class) String extension,
        @JsonDeserialize(using = LenientDeserializers.Digits.class) String workPhone,
        @JsonDeserialize(using = LenientDeserializers.Digits.class) String mobilePhone,
        String email,
        Boolean disabled,
        Map<String, Integer> skills,
        List<String> roles) {

    private static final int MAX_SKILL_LEVEL = 100;

    UserAttributes withPassword(String generated) {
        return new UserAttributes(loginId, firstName, lastName, team, generated, true, extension, workPhone, mobilePhone, email,
                disabled, skills, roles);
    }

    void check(Checks checks, String prefix) {
        checks.extension(prefix + "extension", extensionOrNull()).text(prefix + "firstName", firstName)
                .text(prefix + "lastName", lastName).text(prefix + "team", team)
                .clearable(prefix + "workPhone", workPhone, Checks.PHONE_LENGTH)
                .clearable(prefix + "mobilePhone", mobilePhone, Checks.PHONE_LENGTH)
                .clearable(prefix + "email", email, Checks.TEXT_LENGTH);
        checkSkills(checks, prefix);
        checkRoles(checks, prefix);
    }

    private void checkSkills(Checks checks, String prefix) {
        if (skills != null) {
            skills.forEach((skill, level) -> checks.text(prefix + "skills." + skill, skill)
                    .that(level >= 0 && level <= MAX_SKILL_LEVEL, prefix + "skills." + skill, "must be from 0 to 100"));
        }
    }

    private void checkRoles(Checks checks, String prefix) {
        for (int i = 0; roles != null && i < roles.size(); i++) {
            checks.text(prefix + "roles[" + i + "]", roles.get(i));
        }
    }

    /** Null if absent or empty. */
    String extensionOrNull() {
        return Texts.nullIfEmpty(extension);
    }

    Set<String> skillNames() {
        return skills == null ? null : skills.keySet();
    }

    /** Sets the attributes that are present and need no look-up. */
    void applyTo(User user) {
        user.firstName = or(firstName, user.firstName);
        user.lastName = or(lastName, user.lastName);
        user.changePassword = or(changePassword, user.changePassword);
        user.extension = or(extensionOrNull(), user.extension);
        user.workPhone = orCleared(workPhone, user.workPhone);
        user.mobilePhone = orCleared(mobilePhone, user.mobilePhone);
        user.email = orCleared(email, user.email);
        if (Boolean.TRUE.equals(disabled)) {
            user.disable();
        } else if (disabled != null) {
            user.enable();
        }
    }

    static <T> T or(T wanted, T present) {
        return wanted == null ? present : wanted;
    }

    private static String orCleared(String wanted, String present) {
        return "".equals(wanted) ? null : or(wanted, present);
    }
}
