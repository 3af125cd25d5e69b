package org.callroster.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The pages for people. */
@ConfigMapping(prefix = "callroster.console")
public interface ConsoleConfig {

    /** Whether the pages are served. */
    @WithDefault("true")
    boolean enabled();
}
