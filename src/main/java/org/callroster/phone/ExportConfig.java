package org.callroster.phone;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What exports may take from the other calls: each holds a database connection until its last row is sent. */
@ConfigMapping(prefix = "callroster.export")
public interface ExportConfig {

    /** Beyond this many at the same time the answer is 503. */
    @WithDefault("4")
    int concurrent();

    /** An export whose client takes nothing for so long, or whose database sends nothing, is cut. */
    @WithDefault("30S")
    Duration patience();
}
