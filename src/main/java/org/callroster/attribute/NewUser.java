package org.callroster.attribute;

import org.callroster.directory.NamesToResolve;
import org.callroster.password.PasswordRules;
import org.callroster.tenant.LoginKey;
import org.callroster.values.Checks;
import org.callroster.values.Texts;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * The body of create (contract section 3). Absent attributes get defaults: an absent or empty extension means the next free one,
 * an absent or empty password means none.
 */
public record NewUser(UserAttributes attributes, ProviderAttributes provided) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NewUser(UserAttributes attributes) {
        this(attributes, ProviderAttributes.NONE);
    }

    /** With a password that has to be changed at the first login. */
    public NewUser withPassword(String password) {
        return new NewUser(attributes.withPassword(password, true), provided);
    }

    /** Adds what is wrong. Fields are named with the prefix before them. */
    public Checks check(Checks checks, String prefix, PasswordRules rules) {
        checks.required(prefix + "loginId", loginId()).required(prefix + "firstName", attributes.firstName())
                .required(prefix + "lastName", attributes.lastName()).required(prefix + "team", attributes.team())
                .loginId(prefix + "loginId", loginId());
        attributes.check(provided.check(checks), prefix);
        return rules.of(loginId(), attributes.firstName(), attributes.lastName()).check(checks, prefix + "password",
                password());
    }

    public NamesToResolve names() {
        return NamesToResolve.forNewUser(LoginKey.of(loginId()), attributes.team(), attributes.skillNames(),
                attributes.roles());
    }

    public String loginId() {
        return attributes.loginId();
    }

    /** Null for none. */
    public String password() {
        return Texts.nullIfEmpty(attributes.password());
    }

    /** Null for the next free one. */
    public String extension() {
        return attributes.extensionOrNull();
    }
}
