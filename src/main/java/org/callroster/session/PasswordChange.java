package org.callroster.session;

import org.callroster.authentication.Proof;

import java.net.InetAddress;

import org.callroster.values.Checks;

/** The body of {@code session_change_password}. */
record PasswordChange(String domain, String username, String password, String newpassword) {

    /** Throws 400. Whether the new password is good enough is told only to who knows the old one. */
    void check() {
        Proof.check(new Checks(), domain, username, password).required("newpassword", newpassword)
                .text("newpassword", newpassword).orFail();
    }

    Proof proof(InetAddress from) {
        return Proof.of(domain, username, password, from);
    }
}
