package org.callroster.attribute;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.directory.NamesToResolve;
import org.callroster.directory.ResolvedNames;
import org.callroster.error.Failure;
import org.callroster.password.PasswordRules;
import org.callroster.tenant.LoginKey;
import org.callroster.values.Checks;

import com.fasterxml.jackson.annotation.JsonCreator;

/** The body of update (contract section 3). Absent attributes stay as they are; an empty extension means the next free one. */
public record UserChange(UserAttributes attributes, ProviderAttributes provided) implements WantedChange {

    private static final UserChange DISABLING = ofDisabled(true);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserChange(UserAttributes attributes) {
        this(attributes, ProviderAttributes.NONE);
    }

    /** @param mustChange whether the user has to change it at the next login */
    public static UserChange ofPassword(String password, boolean mustChange) {
        return new UserChange(UserAttributes.NONE.withPassword(password, mustChange));
    }

    /** Disables or enables, and changes nothing else. */
    public static UserChange ofDisabled(boolean disabled) {
        return new UserChange(
                new UserAttributes(null, null, null, null, null, null, null, null, null, null, disabled, null, null));
    }

    /** Throws 400. */
    public void check(String pathLoginId, PasswordRules rules) {
        Checks checks = new Checks();
        String loginId = attributes.loginId();
        if (loginId != null && !loginId.isEmpty()) {
            checks.loginId("loginId", loginId)
                    .that(LoginKey.of(loginId).equals(LoginKey.of(pathLoginId)), "loginId", "differs from the path");
        }
        attributes.check(checks, "");
        rules.of(loginId, attributes.firstName(), attributes.lastName()).check(checks, "password", password()).orFail();
    }

    /**
     * Throws 400 if the new password contains one of the user's names, including those that stay as they are.
     *
     * @param present the attributes that the user has now
     */
    public void checkPasswordOf(Map<String, Object> present, PasswordRules rules) {
        rules.of(wanted(provided.loginId(), present, "loginId"), wanted(attributes.firstName(), present, "firstName"),
                wanted(attributes.lastName(), present, "lastName")).check(new Checks(), "password", password()).orFail();
    }

    private static String wanted(String given, Map<String, Object> present, String name) {
        return given == null ? (String) present.get(name) : given;
    }

    public String password() {
        return attributes.password();
    }

    @Override
    public String loginId() {
        return attributes.loginId();
    }

    @Override
    public UserChange of(ResolvedNames.Held held) {
        return this;
    }

    @Override
    public NamesToResolve names(UUID userId) {
        NamesToResolve names =
                NamesToResolve.forUser(userId, attributes.team(), attributes.skillNames(), attributes.roles());
        return provided.loginId() == null ? names : names.renaming(LoginKey.of(provided.loginId()));
    }

    public boolean wantsNextExtension() {
        return "".equals(attributes.extension());
    }

    public boolean disables() {
        return Boolean.TRUE.equals(attributes.disabled());
    }

    /** Whether it closes the account and changes nothing else. */
    public boolean onlyDisables() {
        return disables() && this.equals(DISABLING);
    }

    public boolean isEmpty() {
        return resetsAtMost() && password() == null && attributes.changePassword() == null && provided.isNothing();
    }

    /** 403 if it changes more than the caller may change of any user. */
    public void requireAllowed(Caller caller) {
        if (!caller.has(Privilege.MANAGE_USERS) && !resetsAtMost()) {
            throw Failure.forbidden("the caller may only change password and changePassword");
        }
    }

    private boolean resetsAtMost() {
        return Stream
                .of(attributes.firstName(), attributes.lastName(), attributes.team(), attributes.extension(),
                        attributes.workPhone(), attributes.mobilePhone(), attributes.email(), attributes.disabled(),
                        attributes.skills(), attributes.roles())
                .allMatch(Objects::isNull);
    }
}
