package org.callroster.bearer;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.bearer.KeySet.UnknownKey;
import org.callroster.caller.Caller;
import org.callroster.token.InvalidToken;
import org.callroster.token.Issuer;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/** Tokens of other issuers that tenants trust, and the callers they stand for. */
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
    private final CallerRepository callers;

    private volatile Map<String, TrustedIssuer> trusted = Map.of();

    ForeignTokens(ProviderConfig config, Issuer own, Discovery discovery, CallerRepository callers) {
        this.config = config;
        this.own = own;
        this.discovery = discovery;
        this.callers = callers;
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
                .map(jwks -> new KeySet(jwks, providers));
        return new TrustedIssuer(providers, new IssuerKeys(issuer, published, InstantSource.system()));
    }

    /**
     * Empty unless the token names an issuer trusted here. Fails with {@link InvalidToken} if the token is invalid, with 503 if
     * it can't be verified because its issuer can't be reached.
     */
    public Optional<Uni<Caller>> caller(String token) {
        if (trusted.isEmpty()) {
            return Optional.empty();
        }
        UnverifiedClaims peek = UnverifiedClaims.of(token);
        return Optional.ofNullable(trusted.get(peek.issuer()))
                .map(issuer -> Uni.createFrom()
                        .deferred(() -> caller(token, issuer.addressed(peek.audience()), issuer.keys())));
    }

    private Uni<Caller> caller(String token, Provider provider, IssuerKeys keys) {
        return keys.current().map(known -> known.loginId(provider, token))
                .onFailure(UnknownKey.class).recoverWithUni(() -> keys.renewed().map(now -> now.loginId(provider, token)))
                .onFailure(UnknownKey.class).transform(unknown -> new InvalidToken())
                .chain(loginId -> callers.of(provider.tenant(), loginId));
    }
}
