package org.callroster.caller;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Tenant;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** The caller of the request being served. Only for calls that need a token. */
@ApplicationScoped
public class CurrentCaller {

    /** Where the token verifier puts the caller. */
    public static final String ATTRIBUTE = "caller";
    /** Whether passwords that come with this call are to be dropped. */
    public static final String IGNORES_PASSWORDS = "ignores passwords";
    /** The id of the SCIM token. */
    public static final String SCIM_TOKEN = "scim token";

    private final SecurityIdentity identity;
    private final CurrentIdentityAssociation identities;

    CurrentCaller(SecurityIdentity identity, CurrentIdentityAssociation identities) {
        this.identity = identity;
        this.identities = identities;
    }

    public Caller get() {
        return identity.getAttribute(ATTRIBUTE);
    }

    /** Whether the token drops passwords that come with it. */
    public boolean ignoresPasswords() {
        return Boolean.TRUE.equals(identity.getAttribute(IGNORES_PASSWORDS));
    }

    /** The id of the SCIM token with which the call is made; empty for another token. */
    public Optional<UUID> scimToken() {
        return Optional.ofNullable(identity.getAttribute(SCIM_TOKEN));
    }

    public Tenant tenant() {
        return get().tenant();
    }

    /** For calls that may be made without a token: verifies the token now. Fails like any call with a bad token. */
    public Uni<Caller> deferred() {
        return identities.getDeferredIdentity().map(verified -> verified.getAttribute(ATTRIBUTE));
    }
}
