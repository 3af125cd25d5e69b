package org.callroster.body;

import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Memory and time that request bodies may take on this instance. */
@ConfigMapping(prefix = "callroster.bodies")
public interface BodyConfig {

    /** For all bodies held at one time, 2 MiB or more; by default an eighth of the heap. */
    Optional<MemorySize> memory();

    /** How long one body may take to arrive. */
    @WithDefault("30S")
    Duration patience();
}
