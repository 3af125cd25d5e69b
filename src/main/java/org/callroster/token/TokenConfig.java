package org.callroster.token;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who issues the tokens, and what seals the keys that sign them. */
@ConfigMapping(prefix = "callroster")
public interface TokenConfig {

    /** The {@code iss} claim, one for all tenants; never taken from a request. {@code aud} is this and {@code /configapi}. */
    @WithDefault("http://localhost:${quarkus.http.port}")
    String issuer();

    /** Base64 of 32 random bytes: seals the signing keys in the database. Without one, a file in the data folder. */
    Optional<String> masterKey();

    default String audience() {
        return issuer() + "/configapi";
    }
}
