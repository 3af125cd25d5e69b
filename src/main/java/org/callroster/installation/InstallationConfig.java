package org.callroster.installation;

import java.nio.file.Path;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where this installation keeps what it owns. */
@ConfigMapping(prefix = "callroster")
public interface InstallationConfig {

    /** The embedded database, and the secrets that were generated. */
    @WithDefault("data")
    Path dataDir();

    /** Set by the launcher, with the embedded database. */
    @WithDefault("false")
    boolean embedded();

    /** Whether the schema is brought up to date. */
    @WithDefault("auto")
    Migrations migrate();

    /** Whether the OpenAPI document is served. */
    @WithDefault("true")
    boolean openapiEnabled();

    /** Set by the launcher, for all that does not serve: nothing is bootstrapped then. */
    @WithDefault("false")
    boolean command();
}
