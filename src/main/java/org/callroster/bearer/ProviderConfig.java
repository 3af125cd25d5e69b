package org.callroster.bearer;

import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The OpenID providers that tenants trust beside this service itself. */
@ConfigMapping(prefix = "callroster")
public interface ProviderConfig {

    /** By names of the operator's choice, which nobody else sees: {@code CALLROSTER_PROVIDER_<NAME>_ISSUER} and so on. */
    Map<String, Entry> provider();

    /** What a tenant trusts in one provider. Nothing here may be missing but the claim. */
    interface Entry {

        /** The tenant whose users these tokens speak for. */
        Optional<String> tenant();

        /** The {@code iss} of the tokens, letter by letter; what the provider publishes is looked for under it. */
        Optional<String> issuer();

        /** What must stand in the {@code aud} of the tokens. */
        Optional<String> audience();

        /** The claim that holds the login id; {@code sub} if not set. */
        Optional<String> loginClaim();
    }
}
