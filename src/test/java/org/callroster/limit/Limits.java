package org.callroster.limit;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The configuration as an environment makes it. */
final class Limits {

    private Limits() {
    }

    static LimitConfig of(Map<String, String> environment) {
        return new SmallRyeConfigBuilder().withMapping(LimitConfig.class)
                .withSources(new EnvConfigSource(new HashMap<>(environment), 300)).build().getConfigMapping(LimitConfig.class);
    }

    static LimitConfig trusting(String... proxies) {
        return of(Map.of("CALLROSTER_TRUSTED_PROXIES", String.join(",", proxies)));
    }
}
