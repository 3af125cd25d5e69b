package org.callroster.user;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.callroster.password.PasswordRules;
import org.callroster.tenant.LoginKey;
import org.callroster.values.Checks;
import org.callroster.values.LenientDeserializers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * The body of create and update (contract section 3). Absent attributes get defaults on create and stay as they are on update.
 */
@JsonIgnoreProperties("loginInfo")
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

    /** Checks a create. An empty extension means the next free one, an empty password means none. */
    public Checks checkNew(Checks checks, String prefix, PasswordRules rules) {
        checks.required(prefix + "loginId", loginId).required(prefix + "firstName", firstName)
                .required(prefix + "lastName", lastName).required(prefix + "team", team)
                .loginId(prefix + "loginId", loginId);
        checkValues(checks, prefix);
        return rules.of(loginId, firstName, lastName).check(checks, prefix + "password", firstPassword());
    }

    void checkChangeOf(String pathLoginId, PasswordRules rules) {
        Checks checks = new Checks();
        if (loginId != null && !loginId.isEmpty()) {
            checks.loginId("loginId", loginId)
                    .that(LoginKey.of(loginId).equals(LoginKey.of(pathLoginId)), "loginId", "differs from the path");
        }
        checkValues(checks, "");
        rules.of(loginId, firstName, lastName).check(checks, "password", password).orFail();
    }

    /** The new password must not contain the user's names, including those that the update does not change. */
    void checkPasswordOf(User user, PasswordRules rules) {
        rules.of(user.loginId, or(firstName, user.firstName), or(lastName, user.lastName))
                .check(new Checks(), "password", password).orFail();
    }

    private void checkValues(Checks checks, String prefix) {
        checks.extension(prefix + "extension", wantedExtension()).text(prefix + "firstName", firstName)
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
    String wantedExtension() {
        return "".equals(extension) ? null : extension;
    }

    /** True if an update should take the next free extension of the pool. */
    boolean wantsNextExtension() {
        return "".equals(extension);
    }

    /** The password of a new user; null for none. */
    String firstPassword() {
        return "".equals(password) ? null : password;
    }

    Set<String> skillNames() {
        return skills == null ? null : skills.keySet();
    }

    /** True if an update with this changes nothing. */
    boolean isEmpty() {
        return Stream.of(firstName, lastName, team, password, changePassword, extension, workPhone, mobilePhone, email,
                disabled, skills, roles).allMatch(Objects::isNull);
    }

    /** Sets the attributes that are present and need no look-up. */
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
