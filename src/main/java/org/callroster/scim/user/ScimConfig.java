package org.callroster.scim.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Searches by SCIM. */
@ConfigMapping(prefix = "callroster.scim")
public interface ScimConfig {

    /** A filter that no index answers is refused in tenants with more users than this. */
    @WithDefault("20000")
    int walkLimit();
}
