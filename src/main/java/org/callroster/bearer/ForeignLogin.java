package org.callroster.bearer;

import org.callroster.token.VerifiedToken;

/** The content of a verified token of another issuer, as far as it matters here. */
record ForeignLogin(Provider provider, String loginId) implements VerifiedToken {

    @Override
    public String credential() {
        return provider.issuer();
    }
}
