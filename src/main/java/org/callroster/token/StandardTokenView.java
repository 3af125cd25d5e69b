package org.callroster.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/** RFC 6749 §5.1: {@code expires_in} is a number. */
record StandardTokenView(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        String scope) {

    static StandardTokenView of(TokenView token) {
        return new StandardTokenView(token.accessToken(), token.tokenType(), Long.parseLong(token.expiresIn()), token.scope());
    }
}
