package org.callroster.bearer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.SecurityIdentity;

/** The session of the page being served. Only for pages that need one. */
@ApplicationScoped
public class CurrentSession {

    private final SecurityIdentity identity;

    CurrentSession(SecurityIdentity identity) {
        this.identity = identity;
    }

    public SessionLogin get() {
        return (SessionLogin) ((TokenPrincipal) identity.getPrincipal()).token();
    }
}
