package org.callroster.provider;

import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The OpenID providers that tenants trust in addition to this service. */
@ConfigMapping(prefix = "callroster")
public interface ProviderConfig {

    /** Keyed by names that the operator chooses and no client sees: {@code CALLROSTER_PROVIDER_<NAME>_ISSUER} and so on. */
    Map<String, Entry> provider();

    /** What a tenant trusts in one provider. All settings but the claim are required. */
    interface Entry {

        /** The tenant whose users these tokens speak for. */
        Optional<String> tenant();

        /** The exact {@code iss} of the tokens; the provider's published documents are found under this address. */
        Optional<String> issuer();

        /** The value that the {@code aud} of the tokens must contain. */
        Optional<String> audience();

        /** The claim that holds the login id; {@code sub} if not set. */
        Optional<String> loginClaim();
    }
}
