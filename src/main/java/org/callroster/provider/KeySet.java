package org.callroster.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.callroster.token.InvalidToken;
import org.callroster.values.Times;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonObject;

/** The keys that an issuer published at one time, and a cache of the tokens verified with them. */
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMW") // the class behind this cache
final class KeySet {

    private record Verified(String loginId, long expiresAt) {
    }

    /** RFC 7518 §3.1 and RFC 8037 §3.1: a public key must never serve as a shared secret. */
    private static final AlgorithmConstraints ASYMMETRIC = new AlgorithmConstraints(ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256, AlgorithmIdentifiers.RSA_USING_SHA384, AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256, AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384, AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);
    private static final List<String> TIMES = List.of("exp", "iat", "nbf");
    private static final Duration LEEWAY = Duration.ofSeconds(10);
    private static final int MAX_REMEMBERED_CHARACTERS = 4_000_000;

    private final Map<Provider, JwtConsumer> verifiers;
    /** A valid signature stays valid as long as the keys do, so each is checked once. */
    private final Cache<String, Verified> remembered = Caffeine.newBuilder().maximumWeight(MAX_REMEMBERED_CHARACTERS)
            .weigher((String token, Verified verified) -> token.length()).build();

    /**
     * Fails with {@link JoseException} if the text is no key set.
     *
     * @param jwks RFC 7517 §5
     * @param providers all with the same issuer
     */
    KeySet(String jwks, List<Provider> providers) throws JoseException {
        JwksVerificationKeyResolver keys = new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys());
        verifiers = providers.stream().collect(Collectors.toMap(Function.identity(), provider -> verifier(provider, keys)));
    }

    private static JwtConsumer verifier(Provider provider, JwksVerificationKeyResolver keys) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ASYMMETRIC).setVerificationKeyResolver(keys)
                .setExpectedIssuer(true, provider.issuer()).setExpectedAudience(true, provider.audience())
                .setRequireExpirationTime().setRequireIssuedAt()
                .setAllowedClockSkewInSeconds((int) LEEWAY.toSeconds())
                .build();
    }

    /**
     * The login id in a token of this provider; empty if its key is not in this set. Fails with {@link InvalidToken} for
     * anything else that is wrong.
     */
    Optional<String> loginId(Provider provider, String token) {
        Verified known = remembered.getIfPresent(token);
        return known != null && known.expiresAt() > Instant.now().minus(LEEWAY).getEpochSecond()
                ? Optional.of(known.loginId())
                : processed(verifiers.get(provider), token).map(verified -> loginId(provider, token, verified));
    }

    private String loginId(Provider provider, String token, JwtContext verified) {
        JsonObject claims = required(verified);
        String loginId = provider.loginId(claims);
        remembered.put(token, new Verified(loginId, claims.getLong("exp")));
        return loginId;
    }

    private static Optional<JwtContext> processed(JwtConsumer verifier, String token) {
        try {
            return Optional.of(verifier.process(token));
        } catch (InvalidJwtException e) {
            if (e.getCause() instanceof UnresolvableKeyException) {
                return Optional.empty();
            }
            throw new InvalidToken();
        } catch (RuntimeException e) { // even a trusted signer can send what the library does not expect
            throw new InvalidToken();
        }
    }

    private static JsonObject required(JwtContext verified) {
        Object type = verified.getJoseObjects().get(0).getHeaders().getObjectHeaderValue(HeaderParameterNames.TYPE);
        JsonObject claims = new JsonObject(verified.getJwtClaims().getClaimsMap());
        boolean areTimes = TIMES.stream().map(claims::getValue).allMatch(time -> time == null || Times.isNumericDate(time));
        if (!areTimes || !TokenKind.isAccessToken(type, claims)) {
            throw new InvalidToken();
        }
        return claims;
    }
}
