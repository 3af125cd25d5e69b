package org.callroster.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on bulks (fleet section 3). */
@ConfigMapping(prefix = "callroster.bulk")
public interface SpoolConfig {

    /** For the files of all bulks on this instance, which lie in the folder for temporary files until their bulk ends. */
    @WithDefault("1G")
    MemorySize spool();
}
