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
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.lang.UnresolvableKeyException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

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

    /**
     * The tenant that a token names, even if it has expired. Fails with {@link InvalidToken} unless it was signed here, with
     * {@link UnknownKey} if that can't be told yet.
     */
    public String tenant(String token) {
        return text(process(signatureAlone, token).getJwtClaims().getClaimValue("tenant"));
    }

    /** Fails with {@link InvalidToken}, with {@link UnknownKey} if loading the keys may help. */
    public AccessToken verify(String token) {
        AccessToken known = remembered.getIfPresent(token);
        return known != null && known.expiresAt().plus(LEEWAY).isAfter(Instant.now()) ? known : verified(token);
    }

    private AccessToken verified(String token) {
        try {
            AccessToken verified = read(process(consumer, token));
            remembered.put(token, verified);
            return verified;
        } catch (MalformedClaimException | IllegalArgumentException | NullPointerException e) {
            throw new InvalidToken();
        }
    }

    private JwtContext process(JwtConsumer by, String token) {
        try {
            return by.process(token);
        } catch (InvalidJwtException e) {
            throw e.getCause() instanceof UnresolvableKeyException ? new UnknownKey(keys::look) : new InvalidToken();
        }
    }

    private static AccessToken read(JwtContext token) throws MalformedClaimException {
        JwtClaims claims = token.getJwtClaims();
        TIMES.stream().filter(claims::hasClaim).map(claims::getClaimValue).forEach(TokenVerifier::requireTime);
        return new AccessToken(text(claims.getClaimValue("tenant")), uuid(claims, "uid"), claims.getSubject(),
                claims.getClaimValue("ver", Number.class).intValue(), uuid(claims, "sec"), uuid(claims, "jti"),
                token.getJoseObjects().get(0).getKeyIdHeaderValue(),
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

    /** Untrusted input may have the wrong type. */
    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new InvalidToken();
    }
}
