package org.callroster.scim.token;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** SCIM tokens. */
@ConfigMapping(prefix = "callroster.scim")
public interface ScimTokenConfig {

    /** The longest life of a token; one day or more. */
    @WithDefault("730D")
    Duration tokenMaxLife();
}
