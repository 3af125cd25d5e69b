package org.callroster.session;

import java.net.InetAddress;

import org.callroster.authentication.PasswordCredentials;
import org.callroster.values.Checks;

/** The body of {@code session_change_password}. */
public record PasswordChange(String domain, String username, String password, String newpassword) {

    /**
     * Fails with 400. Does not judge the new password: only callers who know the old one are told whether it is good enough.
     */
    void check() {
        PasswordCredentials.check(new Checks(), domain, username, password).required("newpassword", newpassword)
                .text("newpassword", newpassword).orFail();
    }

    PasswordCredentials credentials(InetAddress from) {
        return PasswordCredentials.of(domain, username, password, from);
    }
}
