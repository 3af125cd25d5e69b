package org.callroster.tenant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.SecurityIdentity;

/** The caller of the request being served. Only for calls that need a token. */
@ApplicationScoped
public class CurrentCaller {

    /** Where the one who verified the token puts the caller. */
    public static final String ATTRIBUTE = "caller";

    private final SecurityIdentity identity;

    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Caller get() {
        return identity.getAttribute(ATTRIBUTE);
    }

    public Tenant tenant() {
        return get().tenant();
    }
}
