package org.callroster.user;

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
public record UserChange(UserAttributes attributes) implements UserChanges.Wanted {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserChange {
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

    /** Throws 400 if the new password contains one of the user's names, including those that stay as they are. */
    void checkPasswordOf(User user, PasswordRules rules) {
        rules.of(user.loginId, UserAttributes.or(attributes.firstName(), user.firstName),
                UserAttributes.or(attributes.lastName(), user.lastName)).check(new Checks(), "password", password()).orFail();
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
        return NamesToResolve.forUser(userId, attributes.team(), attributes.skillNames(), attributes.roles());
    }

    boolean wantsNextExtension() {
        return "".equals(attributes.extension());
    }

    boolean disables() {
        return Boolean.TRUE.equals(attributes.disabled());
    }

    boolean isEmpty() {
        return resetsAtMost() && password() == null && attributes.changePassword() == null;
    }

    /** 403 if it changes more than the caller may change of any user. */
    void requireAllowed(Caller caller) {
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
