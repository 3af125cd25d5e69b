package org.callroster.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.client.Client;
import org.callroster.key.SigningKey;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Signs access tokens (RFC 9068), in the compact form of RFC 7515 §7.1. */
@ApplicationScoped
class TokenIssuer {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    @RegisterForReflection
    private record Header(String alg, String typ, String kid) {
    }

    /** Contract section 2. */
    @RegisterForReflection
    private record Claims(String iss, String aud, String sub, @JsonProperty("client_id") String clientId, String tenant,
            long iat, long exp, UUID jti, UUID uid, int ver, UUID sec) {
    }

    private final Issuer issuer;
    private final ObjectMapper json;

    TokenIssuer(Issuer issuer, ObjectMapper json) {
        this.issuer = issuer;
        this.json = json;
    }

    String issue(Client client, SigningKey key, Instant issuedAt, Instant expiresAt) {
        Claims claims = new Claims(issuer.uri(), issuer.audience(), client.loginId(), client.loginId(), client.tenant().name(),
                issuedAt.getEpochSecond(), expiresAt.getEpochSecond(), UUID.randomUUID(), client.userId(),
                client.credentialVersion(), client.secretId());
        String signed = part(new Header("RS256", TokenVerifier.TYPE, key.kid())) + '.' + part(claims);
        return signed + '.' + BASE64.encodeToString(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private String part(Record values) {
        try {
            return BASE64.encodeToString(json.writeValueAsBytes(values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and numbers can be written as JSON", e);
        }
    }
}
