package org.callroster.authentication;

import java.net.InetAddress;

import org.callroster.lock.Credential;
import org.callroster.lock.LoginAttempt;
import org.callroster.lock.Subject;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;

/**
 * The credentials of a password login.
 *
 * @param domain the tenant's name in canonical form
 */
public record PasswordCredentials(String domain, String username, String password, InetAddress from) {

    public static PasswordCredentials of(String domain, String username, String password, InetAddress from) {
        return new PasswordCredentials(Tenant.canonical(domain), username, password, from);
    }

    /** Bounds all lengths before anything is compared, normalised or hashed. */
    public static Checks check(Checks checks, String domain, String username, String password) {
        return checks.required("domain", domain).text("domain", domain)
                .required("username", username).loginId("username", username)
                .required("password", password).text("password", password);
    }

    LoginAttempt attempt(Account account) {
        Subject subject = account.isKnown() ? Subject.user(account.tenant(), account.userId())
                : account.hasTenant() ? Subject.unknownLogin(account.tenant(), username)
                : Subject.unknownLogin(domain, username);
        return new LoginAttempt(subject, account.isKnown() ? account.loginId() : username, Credential.PASSWORD, from);
    }
}
