package org.callroster.user;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.callroster.password.PasswordRules;
import org.callroster.tenant.LoginKey;
import org.callroster.wire.Checks;
import org.callroster.wire.Liberal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** The body of create and update (contract section 3): absent attributes stay as they are, or get their defaults. */
@JsonIgnoreProperties("loginInfo")
public record UserAttributes(
        String loginId,
        String firstName,
        String lastName,
        String team,
        String password,
        Boolean changePassword,
        @JsonDeserialize(using = Liberal.Digits.class) String extension,
        @JsonDeserialize(using = Liberal.Digits.class) String workPhone,
        @JsonDeserialize(using = Liberal.Digits.class) String mobilePhone,
        String email,
        Boolean disabled,
        Map<String, Integer> skills,
        List<String> roles) {

    private static final int MAX_SKILL_LEVEL = 100;

    /** The rules of a create; an empty extension means the next free one. */
    public Checks checkNew(Checks checks, String prefix, PasswordRules rules) {
        checks.required(prefix + "loginId", loginId).required(prefix + "firstName", firstName)
                .required(prefix + "lastName", lastName).required(prefix + "team", team)
                .extension(prefix + "extension", wantedExtension());
        return checkValues(checks, prefix, rules);
    }

    void checkChangeOf(String pathLoginId, PasswordRules rules) {
        Checks checks = new Checks()
                .that(loginId == null || LoginKey.of(loginId).equals(LoginKey.of(pathLoginId)), "loginId",
                        "differs from the path")
                .extension("extension", extension);
        checkValues(checks, "", rules).orFail();
    }

    /** The new password must not hold the names that the user keeps. */
    void checkPasswordOf(User user, PasswordRules rules) {
        rules.of(user.loginId, or(firstName, user.firstName), or(lastName, user.lastName))
                .check(new Checks(), "password", password).orFail();
    }

    private Checks checkValues(Checks checks, String prefix, PasswordRules rules) {
        checks.loginId(prefix + "loginId", loginId).text(prefix + "firstName", firstName)
                .text(prefix + "lastName", lastName).text(prefix + "team", team)
                .clearable(prefix + "workPhone", workPhone, Checks.PHONE_LENGTH)
                .clearable(prefix + "mobilePhone", mobilePhone, Checks.PHONE_LENGTH)
                .clearable(prefix + "email", email, Checks.TEXT_LENGTH);
        checkSkills(checks, prefix);
        checkRoles(checks, prefix);
        return rules.of(loginId, firstName, lastName).check(checks, prefix + "password", password);
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

    /** Null if the pool shall give one. */
    String wantedExtension() {
        return "".equals(extension) ? null : extension;
    }

    Set<String> skillNames() {
        return skills == null ? null : skills.keySet();
    }

    /** True if an update with this changes nothing. */
    boolean isEmpty() {
        return Stream.of(firstName, lastName, team, password, changePassword, extension, workPhone, mobilePhone, email,
                disabled, skills, roles).allMatch(Objects::isNull);
    }

    /** Sets what is present and needs no look-up. */
    void applyTo(User user) {
        user.firstName = or(firstName, user.firstName);
        user.lastName = or(lastName, user.lastName);
        user.changePassword = or(changePassword, user.changePassword);
        user.extension = or(wantedExtension(), user.extension);
        user.workPhone = orCleared(workPhone, user.workPhone);
        user.mobilePhone = orCleared(mobilePhone, user.mobilePhone);
        user.email = orCleared(email, user.email);
        if (Boolean.TRUE.equals(disabled)) {
            user.disable();
        } else if (disabled != null) {
            user.enable();
        }
    }

    private static <T> T or(T wanted, T present) {
        return wanted == null ? present : wanted;
    }

    private static String orCleared(String wanted, String present) {
        return "".equals(wanted) ? null : or(wanted, present);
    }
}
