package org.callroster.token;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The capabilities and endpoints of the authorization server (RFC 8414 §2). */
@RegisterForReflection
record MetadataView(
        String issuer,
        @JsonProperty("token_endpoint") String tokenEndpoint,
        @JsonProperty("jwks_uri") String jwksUri,
        @JsonProperty("response_types_supported") List<String> responseTypes,
        @JsonProperty("subject_types_supported") List<String> subjectTypes,
        @JsonProperty("grant_types_supported") List<String> grantTypes,
        @JsonProperty("token_endpoint_auth_methods_supported") List<String> tokenAuthMethods,
        @JsonProperty("revocation_endpoint") String revocationEndpoint,
        @JsonProperty("revocation_endpoint_auth_methods_supported") List<String> revocationAuthMethods,
        @JsonProperty("introspection_endpoint") String introspectionEndpoint,
        @JsonProperty("introspection_endpoint_auth_methods_supported") List<String> introspectionAuthMethods) {

    /** There is no authorization endpoint, but strict clients refuse an empty list. */
    private static final List<String> RESPONSE_TYPES = List.of("token");
    /** OpenID Connect Discovery 1.0 §3 requires it. */
    private static final List<String> SUBJECT_TYPES = List.of("public");
    private static final List<String> BY_SECRET = List.of("client_secret_basic", "client_secret_post");

    static MetadataView of(Issuer issuer) {
        return new MetadataView(issuer.uri(), issuer.at("/oauth/token"), issuer.at("/.well-known/jwks.json"),
                RESPONSE_TYPES, SUBJECT_TYPES, List.of(ClientCredentialsGrant.TYPE), BY_SECRET,
                issuer.at("/configapi/v2/oauth/revoke"), BY_SECRET,
                issuer.at("/configapi/v2/oauth/introspect"), BY_SECRET);
    }
}
