package org.callroster.bootstrap;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an empty database starts with. */
@ConfigMapping(prefix = "callroster.bootstrap")
public interface BootstrapConfig {

    /** The tenant made on a database that has none. */
    @WithDefault("localhost")
    String tenant();

    /** Its administrator. */
    @WithDefault("admin")
    String login();

    /** His API secret, 41 characters or more. Without it one is generated; with an external database it is required. */
    Optional<String> apiSecret();

    /** A JSON file that describes a contact centre, or a folder of them; each is loaded when its tenant is new. */
    Optional<Path> file();
}
