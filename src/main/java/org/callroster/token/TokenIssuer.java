package org.callroster.token;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.client.Client;
import org.callroster.key.SigningKey;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;

/** Signs access tokens (RFC 9068) with the claims of contract section 2. */
@ApplicationScoped
class TokenIssuer {

    private final Issuer issuer;

    TokenIssuer(Issuer issuer) {
        this.issuer = issuer;
    }

    String issue(Client client, SigningKey key, Instant issuedAt, Instant expiresAt) {
        return Jwt.issuer(issuer.uri()).audience(issuer.audience())
                .subject(client.loginId()).claim("client_id", client.loginId()).claim("tenant", client.tenant().name())
                .issuedAt(issuedAt).expiresAt(expiresAt).claim("jti", UUID.randomUUID())
                .claim("uid", client.userId()).claim("ver", client.credentialVersion()).claim("sec", client.secretId())
                .jws().algorithm(SignatureAlgorithm.RS256).type(TokenVerifier.TYPE).keyId(key.kid())
                .sign(key.privateKey());
    }
}
