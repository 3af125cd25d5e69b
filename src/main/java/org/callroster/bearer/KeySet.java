package org.callroster.bearer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.callroster.token.InvalidToken;
import org.callroster.values.Times;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.quarkus.oidc.runtime.JsonWebKeySet;
import io.quarkus.oidc.runtime.OidcProvider;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonObject;

/**
 * The keys that an issuer published at one time, and a cache of the tokens verified with them. Quarkus OIDC does the verifying.
 */
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMW") // the class behind this cache
final class KeySet {

    /** The token names a key that is not in this set. */
    static final class UnknownKey extends RuntimeException {

        private static final long serialVersionUID = 1;

        private UnknownKey() {
            super("unknown key", null, false, false);
        }
    }

    private record Verified(String loginId, long expiresAt) {
    }

    private static final List<String> TIMES = List.of("exp", "iat", "nbf");
    private static final Duration LEEWAY = Duration.ofSeconds(10);
    private static final int MAX_REMEMBERED_CHARACTERS = 4_000_000;

    private final Map<Provider, OidcProvider> verifiers;
    /** A valid signature stays valid as long as the keys do, so each is checked once. */
    private final Cache<String, Verified> remembered = Caffeine.newBuilder().maximumWeight(MAX_REMEMBERED_CHARACTERS)
            .weigher((String token, Verified verified) -> token.length()).build();

    /**
     * @param jwks RFC 7517 §5
     * @param providers all with the same issuer
     */
    KeySet(String jwks, List<Provider> providers) {
        JsonWebKeySet keys = new JsonWebKeySet(jwks);
        verifiers = providers.stream().collect(Collectors.toMap(Function.identity(), provider -> verifier(provider, keys)));
    }

    /** Has no HTTP client: it verifies with these keys, only by asymmetric algorithms, and makes no calls. */
    private static OidcProvider verifier(Provider provider, JsonWebKeySet keys) {
        OidcTenantConfig config = OidcTenantConfig.authServerUrl(provider.issuer())
                .token().issuer(provider.issuer()).audience(provider.audience()).lifespanGrace((int) LEEWAY.toSeconds())
                .allowJwtIntrospection(false).allowOpaqueTokenIntrospection(false).end().build();
        return new OidcProvider(null, config, keys, null, null);
    }

    /**
     * The login id in a token of this provider. Fails with {@link UnknownKey}, or with {@link InvalidToken} for anything else
     * that is wrong.
     */
    String loginId(Provider provider, String token) {
        Verified known = remembered.getIfPresent(token);
        if (known != null && known.expiresAt() > Instant.now().minus(LEEWAY).getEpochSecond()) {
            return known.loginId();
        }
        JsonObject claims = claims(verifiers.get(provider), token);
        String loginId = provider.loginId(claims);
        remembered.put(token, new Verified(loginId, claims.getLong("exp")));
        return loginId;
    }

    /** Any other exception also means an invalid token: even a trusted signer can send what the libraries don't expect. */
    private static JsonObject claims(OidcProvider verifier, String token) {
        try {
            verifier.verifyJwtToken(token, true, false, null);
            return required(type(token), OidcCommonUtils.decodeJwtContent(token));
        } catch (InvalidJwtException e) {
            throw e.getCause() instanceof UnresolvableKeyException ? new UnknownKey() : new InvalidToken();
        } catch (JoseException | RuntimeException e) {
            throw new InvalidToken();
        }
    }

    private static Object type(String token) throws JoseException {
        return JsonWebStructure.fromCompactSerialization(token).getHeaders().getObjectHeaderValue(HeaderParameterNames.TYPE);
    }

    private static JsonObject required(Object type, JsonObject claims) {
        boolean areTimes = TIMES.stream().map(claims::getValue).allMatch(time -> time == null || Times.isNumericDate(time));
        if (!areTimes || !TokenKind.isAccessToken(type, claims)) {
            throw new InvalidToken();
        }
        return claims;
    }
}
