package org.callroster.provider;

import org.callroster.token.VerifiedToken;

/** The content of a verified token of another issuer, as far as it matters here. */
public record ForeignLogin(Provider provider, String loginId) implements VerifiedToken {

    public String tenant() {
        return provider.tenant();
    }

    @Override
    public String credential() {
        return provider.issuer();
    }
}
