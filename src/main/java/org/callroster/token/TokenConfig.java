package org.callroster.token;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Who issues the tokens. */
@ConfigMapping(prefix = "callroster")
public interface TokenConfig {

    /**
     * The {@code iss} claim, one for all tenants; never taken from a request. An http(s) address without query and final slash,
     * under which this service is reached (RFC 8414 §2). Required with an external database.
     */
    Optional<String> issuer();
}
