package org.callroster.token;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

import io.smallrye.mutiny.Uni;

/** Checks type, algorithm, signature, issuer, audience and time of an access token (RFC 9068 §4). */
@ApplicationScoped
public class TokenVerifier {

    static final String TYPE = "at+jwt";

    private static final int LEEWAY_SECONDS = 10;

    private final KeyRing keys;
    private final JwtConsumer consumer;

    TokenVerifier(TokenConfig config, KeyRing keys) {
        this.keys = keys;
        this.consumer = new JwtConsumerBuilder()
                .setExpectedType(true, TYPE)
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                .setVerificationKeyResolver((jws, nesting) -> key(jws))
                .setExpectedIssuer(true, config.issuer())
                .setExpectedAudience(true, config.audience())
                .setRequireExpirationTime().setRequireIssuedAt().setRequireSubject()
                .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
                .build();
    }

    /** Fails with {@link NotOurToken}. */
    public Uni<AccessToken> verify(String token) {
        return keys.lookFor(kid(token)).map(ready -> verified(token));
    }

    private AccessToken verified(String token) {
        try {
            JwtClaims claims = consumer.processToClaims(token);
            return new AccessToken(claims.getStringClaimValue("tenant"), uuid(claims, "uid"),
                    claims.getClaimValue("ver", Number.class).intValue(), uuid(claims, "sec"));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException | NullPointerException e) {
            throw new NotOurToken();
        }
    }

    private static UUID uuid(JwtClaims claims, String name) throws MalformedClaimException {
        return UUID.fromString(claims.getStringClaimValue(name));
    }

    private java.security.Key key(JsonWebSignature jws) throws UnresolvableKeyException {
        java.security.Key key = keys.known(jws.getKeyIdHeaderValue());
        if (key == null) {
            throw new UnresolvableKeyException("unknown key id");
        }
        return key;
    }

    private static String kid(String token) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setCompactSerialization(token);
            return text(jws.getHeaders().getObjectHeaderValue(HeaderParameterNames.KEY_ID));
        } catch (JoseException e) {
            throw new NotOurToken();
        }
    }

    /** What anybody may send need not be of the type it should be. */
    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new NotOurToken();
    }
}
