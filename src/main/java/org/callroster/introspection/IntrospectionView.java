package org.callroster.introspection;

import org.callroster.token.AccessToken;
import org.callroster.token.Issuer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The state of a token (RFC 7662 §2.2). For a token that has ended, or that the requester may not see, only {@code active}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IntrospectionView(
        boolean active,
        @JsonProperty("client_id") String clientId,
        String username,
        @JsonProperty("token_type") String tokenType,
        Long exp,
        Long iat,
        String sub,
        String aud,
        String iss,
        String jti) {

    static final IntrospectionView INACTIVE =
            new IntrospectionView(false, null, null, null, null, null, null, null, null, null);

    static IntrospectionView of(AccessToken token, Issuer issuer) {
        return new IntrospectionView(true, token.loginId(), token.loginId(), "Bearer", token.expiresAt().getEpochSecond(),
                token.issuedAt().getEpochSecond(), token.loginId(), issuer.audience(), issuer.uri(), token.id().toString());
    }
}
