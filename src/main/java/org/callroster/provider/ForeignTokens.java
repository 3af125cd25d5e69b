package org.callroster.provider;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.token.InvalidToken;
import org.callroster.token.Issuer;
import org.callroster.token.UnknownKey;
import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Ticker;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;

/** Tokens of other issuers that tenants trust. */
@ApplicationScoped
public class ForeignTokens {

    private static final Logger LOG = Logger.getLogger(ForeignTokens.class);

    private record TrustedIssuer(List<Provider> providers, IssuerKeys keys) {

        /**
         * Fails with {@link InvalidToken} if the audience matches no provider here, or leaves the tenant or login claim
         * ambiguous.
         */
        Provider addressed(Set<String> audience) {
            List<Provider> addressed = providers.stream().filter(p -> audience.contains(p.audience())).toList();
            if (addressed.stream().map(p -> List.of(p.tenant(), p.loginClaim())).distinct().count() != 1) {
                throw new InvalidToken();
            }
            return addressed.get(0);
        }
    }

    private final ProviderConfig config;
    private final Issuer own;
    private final Discovery discovery;
    private final Ticker ticker;

    private volatile Map<String, TrustedIssuer> trusted = Map.of();

    ForeignTokens(ProviderConfig config, Issuer own, Discovery discovery, Ticker ticker) {
        this.config = config;
        this.own = own;
        this.discovery = discovery;
        this.ticker = ticker;
    }

    /** Call at startup; contacts no provider yet. Fails with {@link IllegalArgumentException} if the configuration is wrong. */
    public void open() {
        Providers.checkNames(System.getenv().keySet());
        List<Provider> providers = Providers.read(config.provider(), own.uri());
        trusted = providers.stream().collect(Collectors.groupingBy(Provider::issuer,
                Collectors.collectingAndThen(Collectors.toList(), this::trust)));
        providers.forEach(p -> LOG.infof("the tenant %s trusts tokens of %s for %s with a login id in the claim %s",
                p.tenant(), p.issuer(), p.audience(), p.loginClaim()));
    }

    private TrustedIssuer trust(List<Provider> providers) {
        String issuer = providers.get(0).issuer();
        Uni<KeySet> published = Uni.createFrom().deferred(() -> discovery.keySet(issuer))
                .map(Unchecked.function(jwks -> new KeySet(jwks, providers)));
        return new TrustedIssuer(providers, new IssuerKeys(issuer, published, steady()));
    }

    /** Setting the system's clock does not change it. */
    private InstantSource steady() {
        Instant start = Instant.now();
        long began = ticker.read();
        return () -> start.plusNanos(ticker.read() - began);
    }

    /**
     * Empty unless the token names an issuer trusted here. Fails with {@link InvalidToken} if the token is invalid, with
     * {@link UnknownKey} if its issuer has to be asked for the key first.
     */
    public Optional<ForeignLogin> verify(String token) {
        if (trusted.isEmpty()) {
            return Optional.empty();
        }
        UnverifiedClaims peek = UnverifiedClaims.of(token);
        return Optional.ofNullable(trusted.get(peek.issuer()))
                .map(issuer -> verified(token, issuer.addressed(peek.audience()), issuer.keys()));
    }

    private static ForeignLogin verified(String token, Provider provider, IssuerKeys keys) {
        return keys.current().flatMap(known -> known.loginId(provider, token))
                .map(loginId -> new ForeignLogin(provider, loginId))
                .orElseThrow(() -> new UnknownKey(keys::renewed));
    }
}
