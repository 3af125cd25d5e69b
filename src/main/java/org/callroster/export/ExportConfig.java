package org.callroster.export;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What exports may take from the other calls: each holds a database connection until its last row is sent. */
@ConfigMapping(prefix = "callroster.export")
public interface ExportConfig {

    /** Beyond this many at the same time the answer is 503; also beyond half of them for one tenant, and a quarter for one caller. */
    @WithDefault("8")
    int concurrent();

    /**
     * An export whose client takes nothing for so long, or whose database sends nothing, is cut. So is one whose client is slower
     * than 16 KiB a second, once it has kept the export waiting for so much longer than that rate would.
     */
    @WithDefault("30S")
    Duration patience();
}
