package org.callroster.limit;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one address may ask of this instance, and which proxies are believed about the address. */
@ConfigMapping(prefix = "callroster")
public interface LimitConfig {

    /** Addresses and networks (CIDR) of the proxies whose {@code Forwarded} and {@code X-Forwarded-For} are believed. */
    Optional<List<String>> trustedProxies();

    RateLimit rateLimit();

    /** All numbers are per minute, and 1 or more. */
    interface RateLimit {

        @WithDefault("true")
        boolean enabled();

        /** Wrong secrets or passwords from one address for one login. */
        @WithDefault("30")
        int failuresPerLogin();

        /** Wrong secrets or passwords from one address. */
        @WithDefault("300")
        int failuresPerAddress();

        /** Limited calls from one address, right or wrong. */
        @WithDefault("6000")
        int callsPerAddress();

        /** Calls with one SCIM token; each operation of a SCIM Bulk is one. */
        @WithDefault("6000")
        int scimPerToken();
    }
}
