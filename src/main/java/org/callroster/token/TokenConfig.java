package org.callroster.token;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The issuer of the tokens. */
@ConfigMapping(prefix = "callroster")
public interface TokenConfig {

    /**
     * The {@code iss} claim, one for all tenants; never taken from a request. An http(s) address without query and final slash,
     * at which clients reach this service (RFC 8414 §2). Required with an external database.
     */
    Optional<String> issuer();
}
