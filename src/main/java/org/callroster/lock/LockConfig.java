package org.callroster.lock;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When an account locks itself. */
@ConfigMapping(prefix = "callroster.lock")
public interface LockConfig {

    /** Wrong API secrets in a row that lock the account; 0: none do. */
    @WithDefault("6")
    int attempts();

    /** How long the lock holds. A failure older than this is forgotten, too. */
    @WithDefault("30M")
    Duration duration();
}
