package org.callroster.bearer;

import java.util.Collection;
import java.util.Set;

import org.callroster.token.VerifiedToken;

import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;

/** What smallrye-jwt passes on of a verified token. Of its claims, it has only the subject. */
final class TokenPrincipal extends JWTCallerPrincipal {

    private static final String SUBJECT = "sub";

    private final VerifiedToken token;

    TokenPrincipal(VerifiedToken token) {
        super(null, null);
        this.token = token;
    }

    VerifiedToken token() {
        return token;
    }

    /** Privileges are not in tokens: see {@link CallerAugmentor}. */
    @Override
    public Set<String> getGroups() {
        return Set.of();
    }

    @Override
    protected Collection<String> doGetClaimNames() {
        return Set.of(SUBJECT);
    }

    @Override
    protected Object getClaimValue(String claim) {
        return SUBJECT.equals(claim) ? token.loginId() : null;
    }
}
