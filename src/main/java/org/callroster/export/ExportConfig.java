package org.callroster.export;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on exports: each holds a database connection until its last row is sent. */
@ConfigMapping(prefix = "callroster.export")
public interface ExportConfig {

    /** Maximum number of concurrent exports; half of it for one tenant, a quarter for one caller. Further calls get 503. */
    @WithDefault("8")
    int concurrent();

    /**
     * An export is cut if its client reads nothing, or the database sends nothing, for this long. It is also cut if its client
     * reads slower than 16 KiB a second and falls behind that rate by this long.
     */
    @WithDefault("30S")
    Duration patience();
}
