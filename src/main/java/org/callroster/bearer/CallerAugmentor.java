package org.callroster.bearer;

import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.token.VerifiedToken;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Looks up the user of a verified token, with the current privileges. */
@ApplicationScoped
class CallerAugmentor implements SecurityIdentityAugmentor {

    private final CallerRepository callers;

    CallerAugmentor(CallerRepository callers) {
        this.callers = callers;
    }

    /** Fails with {@link org.callroster.token.InvalidToken} if the token or its user has ended. */
    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity verified, AuthenticationRequestContext context) {
        return verified.getPrincipal() instanceof TokenPrincipal principal ? identity(principal.token())
                : Uni.createFrom().item(verified);
    }

    private Uni<SecurityIdentity> identity(VerifiedToken token) {
        return callers.of(token).map(caller -> identity(token, caller));
    }

    static SecurityIdentity identity(VerifiedToken token, Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new TokenPrincipal(token))
                .addRoles(caller.privileges().stream().map(Privilege::label).collect(Collectors.toSet()))
                .addAttribute(CurrentCaller.ATTRIBUTE, caller)
                .addAttributes(token instanceof ScimLogin scim
                        ? Map.of(CurrentCaller.IGNORES_PASSWORDS, scim.ignoresPasswords(), CurrentCaller.SCIM_TOKEN, scim.id())
                        : Map.of())
                .build();
    }
}
