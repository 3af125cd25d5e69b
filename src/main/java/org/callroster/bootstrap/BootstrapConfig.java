package org.callroster.bootstrap;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The content that an empty database gets. */
@ConfigMapping(prefix = "callroster.bootstrap")
public interface BootstrapConfig {

    /** Tenant created in a database that has none. */
    @WithDefault("localhost")
    String tenant();

    /** Login of its administrator. */
    @WithDefault("admin")
    String login();

    /** The administrator's API secret, 41 characters or more. Generated if absent; required with an external database. */
    Optional<String> apiSecret();

    /**
     * The administrator's password. With the embedded database generated if absent, and then to be changed at the first login;
     * with an external one there is none.
     */
    Optional<String> password();

    /** A JSON file that describes a contact centre, or a folder of them; each is loaded when its tenant is new. */
    Optional<Path> file();
}
