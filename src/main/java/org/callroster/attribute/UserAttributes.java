package org.callroster.attribute;

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

    public static final UserAttributes NONE =
            new UserAttributes(null, null, null, null, null, null, null, null, null, null, null, null, null);
    private static final int MAX_SKILL_LEVEL = 100;

    UserAttributes withPassword(String chosen, boolean mustChange) {
        return new UserAttributes(loginId, firstName, lastName, team, chosen, mustChange, extension, workPhone, mobilePhone,
                email,
                disabled, skills, roles);
    }

    /** Adds what is wrong. Fields are named with the prefix before them. */
    public void check(Checks checks, String prefix) {
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
    public String extensionOrNull() {
        return Texts.nullIfEmpty(extension);
    }

    public Set<String> skillNames() {
        return skills == null ? null : skills.keySet();
    }
}
