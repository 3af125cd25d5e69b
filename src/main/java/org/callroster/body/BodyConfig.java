package org.callroster.body;

import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the bodies of requests may take from this instance. */
@ConfigMapping(prefix = "callroster.bodies")
public interface BodyConfig {

    /** For all bodies that are held at one time, 2 MiB or more; an eighth of the heap unless set. */
    Optional<MemorySize> memory();

    /** How long one body may take to arrive. */
    @WithDefault("30S")
    Duration patience();
}
