package org.callroster.token;

import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.key.KeyRing;
import org.callroster.values.Times;
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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.smallrye.mutiny.Uni;

/** Checks type, algorithm, signature, issuer, audience and time of an access token (RFC 9068 §4). */
@ApplicationScoped
public class TokenVerifier {

    static final String TYPE = "at+jwt";

    private static final List<String> TIMES = List.of("exp", "iat", "nbf");
    private static final Duration LEEWAY = Duration.ofSeconds(10);
    private static final int MAX_REMEMBERED = 20_000;

    private final KeyRing keys;
    private final JwtConsumer consumer;
    private final JwtConsumer signatureAlone;
    /**
     * A valid signature stays valid, so each is checked once. Other code checks on every call whether the token still lives.
     */
    private final Cache<String, AccessToken> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterAccess(KeyRing.MAX_TOKEN_LIFE).build();

    TokenVerifier(Issuer issuer, KeyRing keys) {
        this.keys = keys;
        this.consumer = signed()
                .setExpectedType(true, TYPE)
                .setExpectedIssuer(true, issuer.uri())
                .setExpectedAudience(true, issuer.audience())
                .setRequireExpirationTime().setRequireIssuedAt().setRequireSubject()
                .setAllowedClockSkewInSeconds((int) LEEWAY.toSeconds())
                .build();
        this.signatureAlone = signed().setSkipAllValidators().build();
    }

    private JwtConsumerBuilder signed() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                .setVerificationKeyResolver((jws, nesting) -> key(jws));
    }

    /** The tenant that a token names, even if it has expired. Fails with {@link InvalidToken} unless it was signed here. */
    public Uni<String> tenant(String token) {
        return Uni.createFrom().deferred(() -> keys.lookFor(kid(token))).map(ready -> signedTenant(token));
    }

    private String signedTenant(String token) {
        try {
            return text(signatureAlone.processToClaims(token).getClaimValue("tenant"));
        } catch (InvalidJwtException e) {
            throw new InvalidToken();
        }
    }

    /** Fails with {@link InvalidToken}. */
    public Uni<AccessToken> verify(String token) {
        AccessToken known = remembered.getIfPresent(token);
        return known != null && known.expiresAt().plus(LEEWAY).isAfter(Instant.now()) ? Uni.createFrom().item(known)
                : keys.lookFor(kid(token)).map(ready -> verified(token));
    }

    private AccessToken verified(String token) {
        try {
            AccessToken verified = read(token);
            remembered.put(token, verified);
            return verified;
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException | NullPointerException e) {
            throw new InvalidToken();
        }
    }

    private AccessToken read(String token) throws InvalidJwtException, MalformedClaimException {
        JwtClaims claims = consumer.processToClaims(token);
        TIMES.stream().filter(claims::hasClaim).map(claims::getClaimValue).forEach(TokenVerifier::requireTime);
        return new AccessToken(text(claims.getClaimValue("tenant")), uuid(claims, "uid"), claims.getSubject(),
                claims.getClaimValue("ver", Number.class).intValue(), uuid(claims, "sec"), uuid(claims, "jti"), kid(token),
                Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }

    private static void requireTime(Object claim) {
        if (!Times.isNumericDate(claim)) {
            throw new InvalidToken();
        }
    }

    private static UUID uuid(JwtClaims claims, String name) throws MalformedClaimException {
        return UUID.fromString(claims.getStringClaimValue(name));
    }

    private Key key(JsonWebSignature jws) throws UnresolvableKeyException {
        Key key = keys.known(jws.getKeyIdHeaderValue());
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
            throw new InvalidToken();
        }
    }

    /** Untrusted input may have the wrong type. */
    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new InvalidToken();
    }
}
